// The command line of the emulator: npm run emulator -- --port 8085 --accounts 450 --latency 0
import { parseArgs } from 'node:util';
import { createWorld, ALL_OPTIONS, seed, serve, setOptions } from './emulator/index';

const HELP = `Emulates Google's Cloud Identity API v1, customers.userinvitations, on this machine.

  npm run emulator -- [options]

  --port N         where to listen; 0: any free port (default 8085)
  --host ADDRESS   default 127.0.0.1
  --accounts N     unmanaged accounts that are listed (default 450)
  --domains A,B    verified domains (default acme.example,acme.test)
  --customer ID    the customer's id (default C01abc2de); my_customer always works
  --latency MS     how long every answer takes (default 0)
  --quota N        requests a minute before 429; 0: no limit (default 0)
  --seed N         another number, other people (default 1)
  --option A=B     an option for what Google leaves undocumented; may be repeated
  --options        lists those options
  --help           this text
`;

/** A mistake of the person who typed the command, told without a stack. */
class Misuse extends Error {}

function wholeNumber(name: string, text: string, most: number): number {
  if (!/^\d+$/.test(text) || Number(text) > most)
    throw new Misuse(`--${name} must be a whole number from 0 to ${most}, not ${text}.`);
  return Number(text);
}

/** The value as its option wants it: number, true or false, or text. */
function parseOption(text: string): [string, unknown] {
  const [name = '', ...rest] = text.split('=');
  const value = rest.join('=');
  const option = ALL_OPTIONS.find(known => known.name === name);
  if (rest.length === 0 || value === '')
    throw new Misuse(`--option must be NAME=VALUE, not ${text}. --options lists the names.`);
  const typed =
    typeof option?.default === 'number'
      ? Number(value)
      : typeof option?.default === 'boolean' && /^(true|false)$/.test(value)
        ? value === 'true'
        : value;
  return [name, typed];
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '8085' },
        host: { type: 'string', default: '127.0.0.1' },
        accounts: { type: 'string', default: '450' },
        domains: { type: 'string', default: 'acme.example,acme.test' },
        customer: { type: 'string', default: 'C01abc2de' },
        latency: { type: 'string', default: '0' },
        quota: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
        option: { type: 'string', multiple: true, default: [] },
        options: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (thrown) {
    throw new Misuse(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

async function main(): Promise<void> {
  const given = readArguments();
  if (given.help) {
    console.log(HELP);
    return;
  }
  if (given.options) {
    for (const { name, meaning, values, default: usual } of ALL_OPTIONS)
      console.log(`${name}: ${meaning}\n    ${values.join(', ')} (default ${String(usual)})`);
    return;
  }
  const port = wholeNumber('port', given.port, 65_535);
  const accounts = wholeNumber('accounts', given.accounts, 1_000_000);
  const domains = given.domains
    .split(',')
    .map(domain => domain.trim())
    .filter(domain => domain !== '');
  if (domains.length === 0) throw new Misuse('--domains must name at least one domain.');
  if (!/^C[0-9a-z]+$/i.test(given.customer))
    throw new Misuse(`--customer must be C and letters or digits, not ${given.customer}.`);
  const world = createWorld({
    customer: given.customer,
    domains,
    now: () => Date.now(),
    seed: wholeNumber('seed', given.seed, 2 ** 32 - 1),
  });
  try {
    setOptions(world.options, {
      latencyMs: wholeNumber('latency', given.latency, 600_000),
      quotaPerMinute: wholeNumber('quota', given.quota, 1_000_000),
      ...Object.fromEntries(given.option.map(parseOption)),
    });
  } catch (thrown) {
    throw new Misuse(thrown instanceof Error ? thrown.message : String(thrown));
  }
  seed(world, { accounts });

  const served = await serve(world, { port, host: given.host }).catch((thrown: unknown) => {
    throw new Misuse(thrown instanceof Error ? thrown.message : String(thrown));
  });
  const example = encodeURIComponent(
    [...world.accounts.values()].find(
      ({ kind, invitation }) => kind === 'unmanaged' && invitation.state === 'NOT_YET_SENT',
    )?.key ?? `ann@${domains[0] ?? ''}`,
  );
  const base = `${served.url}/v1/customers/my_customer/userinvitations`;
  console.log(`Cloud Identity emulator at ${served.url}: ${accounts} unmanaged accounts of customer ${given.customer} in ${domains.join(', ')}.

Any bearer token will do:
  curl -H 'Authorization: Bearer x' '${base}?pageSize=3'
  curl -H 'Authorization: Bearer x' -X POST '${base}/${example}:send'

Its own controls, and every mail that was sent:
  curl ${served.url}/_emulator/
  curl ${served.url}/_emulator/ledger

Ctrl-C ends it.`);
  const end = () => {
    void served.close().then(() => {
      process.exit(0);
    });
  };
  // Not `once`: Ctrl-C reaches us from the terminal and again from dev/run.mjs.
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

main().catch((thrown: unknown) => {
  if (!(thrown instanceof Misuse)) throw thrown;
  console.error(`${thrown.message}\nTry: npm run emulator -- --help`);
  process.exitCode = 2;
});
