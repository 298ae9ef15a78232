/** How long what a contact told us is kept after the last word: the privacy page says it, keepNoLonger does it. As long as the log. */
export const KEPT_MONTHS = 25
