// The `fields` parameter: a reply with only what was asked for. https://cloud.google.com/apis/docs/system-parameters
import { invalid, refuse } from './errors';

/** Null stands for everything below. */
type Tree = Map<string, Tree | null>;

/** Every field that a reply of these methods can have, from Google's discovery document. */
const KNOWN = [
  '*',
  'userInvitations',
  'nextPageToken',
  'name',
  'state',
  'mailsSentCount',
  'updateTime',
  'isInvitableUser',
  'done',
  'response',
  'error',
  'metadata',
  'code',
  'message',
  'details',
  '@type',
];

/** Read before the request is carried out, so that a wrong selection has no effect. */
export function fieldSelection(selector: string): (reply: unknown) => unknown {
  if (selector === '') return reply => reply;
  const tokens = selector.replace(/\s/g, '').match(/[^(),/]+|[(),/]/g) ?? [];
  let at = 0;
  const wrong = () => refuse(invalid(`Request contains an invalid field selection ${selector}`, 'fields'));

  const parseList = (): Tree => {
    const tree: Tree = new Map();
    do {
      parsePath(tree);
    } while (tokens[at] === ',' && at++ >= 0);
    return tree;
  };
  const parsePath = (into: Tree): void => {
    const name = tokens[at++] ?? '';
    if (!KNOWN.includes(name)) wrong();
    if (tokens[at] === '/') {
      at += 1;
      const below: Tree = into.get(name) ?? new Map<string, Tree | null>();
      parsePath(below);
      into.set(name, below);
    } else if (tokens[at] === '(') {
      at += 1;
      into.set(name, parseList());
      if (tokens[at++] !== ')') wrong();
    } else into.set(name, null);
  };

  const tree = parseList();
  if (at !== tokens.length) wrong();
  return reply => pick(reply, tree);
}

function pick(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map(item => pick(item, tree));
  if (typeof value !== 'object' || value === null) return value;
  const chosen: Record<string, unknown> = {};
  for (const [name, below] of Object.entries(value)) {
    const asked = tree.has(name) ? tree.get(name) : tree.get('*');
    if (asked !== undefined) chosen[name] = asked === null ? below : pick(below, asked);
  }
  return chosen;
}
