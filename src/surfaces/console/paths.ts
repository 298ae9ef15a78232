/** Every address of the console is made here. */
export const to = {
  inbox: (view: string) => `/inbox/${encodeURIComponent(view)}`,
  conversation: (view: string, id: string) => `/inbox/${encodeURIComponent(view)}/${id}`,
  search: (q = '') => (q === '' ? '/search' : `/search?q=${encodeURIComponent(q)}`),
  list: (list: string, title: string) =>
    `/inbox/list?list=${encodeURIComponent(list)}&title=${encodeURIComponent(title)}`,
  contacts: () => '/contacts',
  contact: (id: string) => `/contacts/${id}`,
  board: () => '/board',
  reports: () => '/reports',
  notices: () => '/notices',
  today: () => '/today',
  promises: () => '/promises',
  approvals: () => '/approvals',
  complaints: () => '/complaints',
  reviews: () => '/reviews',
  review: (id: string) => `/reviews/${id}`,
  articles: () => '/knowledge',
  article: (id: string) => `/knowledge/${id}`,
  canned: () => '/canned',
  settings: (section = 'mine') => `/settings/${section}`,
  signIn: () => '/sign-in',
}
