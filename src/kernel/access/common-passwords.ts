/** The stems of what is tried first; see isCommon for how much each stands for. */
const stems = new Set(
  `password passwort motdepasse wachtwoord contrasena haslo parola qwerty qwertyuiop qwertz qwertzuiop azerty azertyuiop asdfgh asdfghjkl zxcvbnm
   qazwsx qazwsxedc abcdef abcdefg abcdefgh abcdefghi iloveyou jetaime teamo kochamcie welcome bienvenue willkommen welkom admin administrator
   root guest user test testtest letmein trustno football baseball basketball superman batman pokemon starwars dragon monkey master shadow
   sunshine princess michael jordan jennifer charlie jessica ashley daniel matthew computer internet samsung google facebook whatsapp telecom
   telefon telephone mobile switchboard operator advisor support helpdesk service changeme default secret login access hello whatever freedom
   liverpool chelsea arsenal barcelona realmadrid juventus hunter ranger harley mustang corvette ferrari mercedes porsche summer winter spring
   autumn january february march april june july august september october november december monday tuesday wednesday thursday friday saturday
   sunday london paris brussels madrid warsaw bucharest amsterdam passw pass word angel loveme lovely babygirl flower butterfly chocolate cookie
   ginger pepper tigger snoopy maggie buster soccer hockey killer phoenix thunder matrix merlin diamond silver golden orange banana purple`
    .split(/\s+/)
    .filter(Boolean),
)
const lookAlike = new Map(
  Object.entries({ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }),
)
const spell = (text: string): string => [...text].map((letter) => lookAlike.get(letter) ?? letter).join('')

/** A stem with figures and signs around it or in it, the stem twice, one character over and over, or a run of figures or letters. */
export function isCommon(password: string): boolean {
  const lower = password.toLowerCase()
  if (/^(.{1,3})\1+$/u.test(lower) || isRun(lower) || /^\d{1,12}$/.test(lower)) return true
  const bare = lower.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')
  return [lower, spell(lower), bare, spell(bare)].some((word) => stems.has(word) || isTwice(word))
}

const isTwice = (word: string): boolean => {
  const half = word.slice(0, word.length / 2)
  return half + half === word && stems.has(half)
}

const isRun = (text: string): boolean => {
  const steps = [...text].slice(1).map((letter, index) => (letter.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0))
  return new Set(steps).size === 1 && Math.abs(steps[0] ?? 0) <= 1
}
