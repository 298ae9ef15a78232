/** Words so common that they find everything; folded, as words() gives them. Words that turn a meaning (no, not, without) stay in. */
const lists: Readonly<Record<string, string>> = {
  en: 'a an the and or of to in on at for from by with is are was were be been am i you he she it we they me my your his her its our their this that these those as do does did have has had will would can could so if then than there here please',
  fr: 'le la les l un une des de du d et ou a au aux en dans sur pour par avec est sont etait etre je j tu il elle on nous vous ils elles me m te t se s mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce c cet cette ces que qu qui ne y plus tres ai as avez avons ont',
  nl: 'de het een en of van te in op aan bij voor met uit door is zijn was waren ben bent ik je jij u hij zij ze we wij me mij mijn jouw uw haar hun ons onze dit dat deze die als om er dan ook nog wel maar heb heeft hebben had wordt worden kan',
  es: 'el la los las un una unos unas de del y e o u a al en por para con es son era ser esta estan estoy yo tu el ella nosotros ellos me te se lo le les mi mis su sus que como pero ya muy he ha han hay este esta estos estas ese esa eso',
  pl: 'i a o w z ze na do od po u za dla przez przy jest sa byl byla bylo byc jestem ja ty on ona ono my wy oni mnie mi ci mu go jej ich sie to ten ta te tego tej tym ktory ktora ktore ze ale lub czy jak juz tez tylko moj moja moje mam',
  ro: 'un o unei unui al a ai ale si sau de la in pe cu din pentru prin este sunt era fi eu tu el ea noi voi ei ele ma te se imi mi iti ti il le lui meu mea mei mele sa ca ce care dar mai am ai are avem aveti au acest aceasta',
  ar: 'في من على علي الى الي عن مع هو هي هم انا انت نحن هذا هذه ذلك تلك التي الذي الذين ما ان كان كانت قد و او ثم لكن كل يا اي',
}
const sets = new Map(Object.entries(lists).map(([lang, list]) => [lang, new Set(list.split(' '))]))
const none: ReadonlySet<string> = new Set()

/** Of an unknown language there are none. */
export const stopWords = (lang: string): ReadonlySet<string> => sets.get(lang) ?? none
