/** What somebody whose line is down writes. */
export const words =
  'Hello, my line has been down since this morning, can you look? I have already switched the box off and on again, twice, and the lamp in the middle stays red. I work from home and need it before noon, so please tell me when.'
