// What an admin does: starts a job, and after any trouble looks, resumes, waits, refreshes or sends again, until
// nothing is left to do.
import { type Goal } from './start';
import { hasEnded, ALSO_AGAIN, type Job, type Office, type Plan, type Reply } from './office';

/** How the admin goes on after a request that failed. */
export type Manner = 'goes-on' | 'opens-again' | 'another-later';
export const MANNERS: readonly Manner[] = ['goes-on', 'opens-again', 'another-later'];

const MARKS = { from: 'marks' };
const TURNS = 60;
const TRIES = 8;
const LATER_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** No server asks for more, and no grace is longer. */
const LONGEST_WAIT_MS = DAY_MS + 600_000;

export class Admin {
  /** Who was on a list that somebody confirmed. */
  readonly confirmed = new Set<string>();
  /** What cannot be true of a right program. */
  readonly wrong: string[] = [];
  private readonly office: Office;
  private readonly goal: Goal;
  /** What a refresh is asked for; null: all states. */
  private readonly states: readonly string[] | null;

  /** Whether a job works in the call that starts it, as the page has it; else it is only queued, as by the schedule. */
  private readonly goOn: boolean;

  constructor(office: Office, goal: Goal, states: readonly string[] | null = null, goOn = true) {
    this.goOn = goOn;
    this.office = office;
    this.goal = goal;
    this.states = states;
  }

  /** One attempt at the job, in which requests may fail. */
  attempt(who: string, goesOn: boolean): void {
    const started = this.begin(who);
    if (started.ok) this.follow(started.value, who, goesOn ? 2 : 0);
    else if (goesOn) {
      const left = this.office.progress(who);
      if (left.ok && left.value !== null && !hasEnded(left.value)) this.advance(left.value.id, who, 2);
    }
  }

  begin(who: string): Reply<Job> {
    if (this.goal === 'refresh') return this.office.ask<Job>('refresh', this.states === null ? [] : [this.states], who);
    if (this.goal === 'check') return this.beginCheck(who);
    const plan = this.office.ask<Plan>('preview', [this.goal, ALSO_AGAIN], who);
    return plan.ok ? this.confirm(plan.value, who) : plan;
  }
  private confirm({ addresses, planId }: Plan, who: string): Reply<Job> {
    for (const address of addresses) this.confirmed.add(address);
    return this.office.ask<Job>('start', [this.goal, ALSO_AGAIN, planId, addresses.length, MARKS, this.goOn], who);
  }

  private beginCheck(who: string): Reply<Job> {
    const plan = this.office.ask<Pick<Plan, 'addresses'>>('previewCheck', [{ from: 'marked' }], who);
    if (!plan.ok) return plan;
    for (const address of plan.value.addresses) this.confirmed.add(address);
    return this.office.ask<Job>('startCheck', [plan.value.addresses, this.goOn], who);
  }

  /** A job that has just begun: it may have come to its end, or have to wait, in the same call. */
  private follow(job: Job, who: string, patience: number): Job | null {
    if (hasEnded(job)) return job;
    if (job.resumeAt !== null) this.wait(Date.parse(job.resumeAt) - this.office.rig.clock.now());
    return job.status === 'running' || job.status === 'waiting' ? this.advance(job.id, who, patience) : null;
  }

  /** Slice after slice, as the open sidebar does; so many failures are tried again. The job when it has ended. */
  private advance(id: string, who: string, patience: number): Job | null {
    let left = patience;
    for (let turn = 0; turn < TURNS; turn++) {
      const reply = this.office.ask<Job>('advance', [id], who);
      if (!reply.ok) {
        if (left-- <= 0) return null;
        this.office.pass(2_000);
        continue;
      }
      const { status, resumeAt } = reply.value;
      if (hasEnded(reply.value)) return reply.value;
      if (status !== 'running' && status !== 'waiting') return null;
      if (resumeAt !== null) this.wait(Date.parse(resumeAt) - this.office.rig.clock.now());
    }
    this.wrong.push('the job does not come to an end');
    return null;
  }

  private wait(ms: number): void {
    if (ms > LONGEST_WAIT_MS) this.wrong.push(`the job waits for ${Math.round(ms / DAY_MS)} days`);
    this.office.pass(Math.max(0, ms));
  }

  /** Whatever is left of a job is brought to its end; nothing fails any more. */
  recover(who: string): Job | null {
    for (let tries = 0; tries < TRIES; tries++) {
      const left = this.office.progress(who);
      if (!left.ok) {
        this.wrong.push(`progress: ${left.code}`);
        return null;
      }
      const job = left.value;
      if (job === null || hasEnded(job)) return job;
      if (job.status === 'blocked' && tries > 0) {
        if (job.problem?.code === 'log-edited') {
          this.office.ask('stop', [job.id], who);
          continue;
        }
        this.office.pass(job.problem?.code === 'quota-day' ? DAY_MS : LATER_MS);
      }
      const resumed = this.office.ask<Job>('resume', [job.id], who);
      if (resumed.ok) {
        const ended = this.advance(job.id, who, 0);
        if (ended !== null) return ended;
      }
      // Somebody else's: theirs for as long as the lease lasts.
      else if (resumed.code === 'not-yours') this.office.pass(LATER_MS);
      else this.wrong.push(`resume: ${resumed.code}`);
    }
    this.wrong.push('the job cannot be brought to an end');
    return null;
  }

  /**
   * Sends (takes back) again, to whoever is still marked and not skipped; or checks again. `worth`: only if one of
   * these is among them.
   */
  again(who: string, worth: ((address: string) => boolean) | null): void {
    // Another admin refreshes at the end of every run.
    if (this.goal === 'refresh') return;
    for (let tries = 0; tries < TRIES; tries++) {
      if (this.goal === 'check') {
        const checked = this.beginCheck(who);
        if (!checked.ok) this.wrong.push(`check again: ${checked.code}`);
        else if (this.follow(checked.value, who, 0) === null) this.recover(who);
        return;
      }
      const plan = this.office.ask<Plan>('preview', [this.goal, ALSO_AGAIN], who);
      if (!plan.ok) {
        if (!['refresh-first', 'rows-moved', 'no-sheet', 'no-mark-column', 'no-email-column'].includes(plan.code)) {
          this.wrong.push(`preview: ${plan.code}`);
          return;
        }
        this.refresh(who);
        if (plan.code === 'no-email-column') return;
        continue;
      }
      if (plan.value.addresses.length === 0 || (worth !== null && !plan.value.addresses.some(worth))) return;
      const started = this.confirm(plan.value, who);
      if (!started.ok) {
        this.wrong.push(`start: ${started.code}`);
        return;
      }
      if (this.follow(started.value, who, 0) === null) this.recover(who);
      return;
    }
    this.wrong.push('nothing can be started any more');
  }

  refresh(who: string): Job | null {
    const started = this.office.ask<Job>('refresh', [], who);
    if (!started.ok) {
      this.wrong.push(`another admin cannot start a refresh: ${started.code}`);
      return null;
    }
    return this.advance(started.value.id, who, 0) ?? this.recover(who);
  }
}
