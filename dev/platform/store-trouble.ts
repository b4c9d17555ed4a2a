// What a test may let befall the property stores: Google promises nothing of what a killed execution wrote last.

/** What may befall a property store; nothing of it by default. May be changed at any time. */
export type StoreTrouble = {
  /** An execution that is killed loses the last of its changes, as if it had been on its way. */
  lastWriteLostAtKill: boolean;
  /** The writes that are refused with the words of a day's quota. */
  refuseWrite: (key: string) => boolean;
  /** A longer value is stored without what follows this many characters. */
  cutValuesAt: number;
};

export const noStoreTrouble = (): StoreTrouble => ({
  lastWriteLostAtKill: false,
  refuseWrite: () => false,
  cutValuesAt: Infinity,
});
