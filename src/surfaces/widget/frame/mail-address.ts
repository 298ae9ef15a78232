/** As the browser can tell: whether anybody reads there, only a mail can. */
export const isMailAddress = (typed: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(typed)
