// What can go wrong at Google, as switches with rates.
import { ALWAYS, FAULTS, type FaultName, type WorldView } from '../protocol';
import { Tick } from './tick';
import type { Workbook } from './workbook';

const RATES = [0.05, 0.2, 0.5, 1] as const;
const USUAL_RATE = 0.2;
const NAMES = Object.keys(FAULTS) as FaultName[];

export function FaultControls({ book, world }: { readonly book: Workbook; readonly world: WorldView }) {
  const set = (fault: FaultName, rate: number): Promise<boolean> => book.act({ act: 'fault', fault, rate });
  return (
    <section>
      <h3>Faults</h3>
      <ul class="faults">
        {NAMES.map(name => {
          const on = world.faults[name];
          return (
            <li key={name}>
              <Tick
                on={on !== undefined}
                wish={wanted => set(name, wanted ? (ALWAYS.includes(name) ? 1 : USUAL_RATE) : 0)}
                label={FAULTS[name]}
              />
              {on === undefined ? null : <span class="hits">{on.hits} hits</span>}
              {ALWAYS.includes(name) ? null : (
                <select
                  aria-label={`How often: ${FAULTS[name]}`}
                  disabled={on === undefined}
                  value={on?.rate ?? USUAL_RATE}
                  onChange={event => {
                    void set(name, Number(event.currentTarget.value));
                  }}
                >
                  {RATES.map(rate => (
                    <option key={rate} value={rate}>
                      {rate * 100} %
                    </option>
                  ))}
                </select>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
