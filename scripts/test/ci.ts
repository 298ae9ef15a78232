/** Nobody works on this machine, and nothing may be left out. */
export const isCi = process.env.CI === 'true' || process.env.CI === '1'
