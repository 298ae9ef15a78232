/** A working day and a break: who does nothing for so long signs in again. */
export const IDLE_HOURS = 9
export const SESSION_HOURS = 12
