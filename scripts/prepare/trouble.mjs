/** A failure with words for the person at the terminal: what happened and what to do. */
export class Trouble extends Error {}
