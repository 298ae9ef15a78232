/** The same server, another database. */
export const withDatabase = (url: string, name: string): string =>
  url.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, (_, server: string) => `${server}${name}`)
