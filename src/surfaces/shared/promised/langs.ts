import type { PromiseKind } from './promised.ts'

/** How a language says what will happen and when; patterns are over folded text (small letters, no accents). */
export interface Speech {
  kinds: readonly (readonly [PromiseKind, string])[]
  /** Monday first. */
  days: readonly string[]
  today: string
  tomorrow: string
  /** With the number as its first group and one of the units as its second. */
  within: string
  units: { minute: string; hour: string; day: string; week: string }
  /** A time of day, with hours and minutes as its groups. */
  clock: string
}

const NUMBER = '(\\d{1,3})'

export const speeches: Readonly<Record<string, Speech>> = {
  en: {
    kinds: [
      [
        'call',
        "\\b(i|we|someone|a colleague)('ll| will| shall| am going to| are going to) (call|phone|ring)\\b|\\bwill (call|phone|ring) you\\b|\\byou will (get|receive) a call\\b",
      ],
      ['settings', "\\b(will|'ll) (send|text|resend) (you )?(the |your )?(new )?(settings|configuration|apn)\\b"],
      [
        'visit',
        "\\b(technician|engineer|colleague|we) (will|'ll) (come|visit|be with you|pass by)\\b|\\bwill visit you\\b",
      ],
      [
        'refund',
        "\\b(will|'ll) (refund|credit|reimburse|pay back)\\b|\\bwill be (refunded|credited|reimbursed)\\b|\\byou will (get|receive) (a refund|your money)\\b",
      ],
      [
        'device',
        "\\b(will|'ll) (send|ship|deliver|replace) (you )?(a |an |the |your )?(new |replacement )?(phone|sim|router|modem|box|device|card)\\b",
      ],
      [
        'answer',
        "\\b(will|'ll) (get back to you|come back to you|let you know|answer you|keep you informed|update you|write to you)\\b|\\bdepartment will (answer|reply|contact)\\b",
      ],
    ],
    days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
    today: '\\b(today|tonight|this (afternoon|evening))\\b',
    tomorrow: '\\btomorrow\\b',
    within: `\\b(?:in|within|in the next) ${NUMBER} (?:working |business )?(minutes?|hours?|days?|weeks?)\\b`,
    units: { minute: '^min', hour: '^hour', day: '^day', week: '^week' },
    clock: '\\b(?:at|by|before|until) (\\d{1,2})(?:[:.h](\\d{2}))? ?(am|pm)?\\b',
  },
  fr: {
    kinds: [
      [
        'call',
        '\\b(vous (rappelle|rappellerai|rappellerons|appellerai|appellerons|rappellera|appellera)|(serez|etes) (rappele|appele)|allons vous (rappeler|appeler))',
      ],
      ['settings', '\\b(envoie|envoyons|enverrai|enverrons|recevrez) .{0,20}(parametres|reglages|configuration)'],
      [
        'visit',
        '\\b(technicien|collegue) .{0,20}(passera|viendra|se rendra|interviendra)|\\b(passerons|viendrons) chez vous',
      ],
      [
        'refund',
        '\\b(rembourserai|rembourserons|remboursons|serez rembourse|crediterons|sera (rembourse|credite)|recevrez un remboursement)',
      ],
      [
        'device',
        '\\b(envoie|envoyons|enverrai|enverrons|recevrez|remplacerons) .{0,20}(nouveau telephone|nouvelle carte|carte sim|routeur|modem|box|appareil)',
      ],
      [
        'answer',
        '\\b(reviens|reviendrai|reviendrons|revenons) vers vous|\\bvous (repondrai|repondrons|repondra|tiendrai au courant|tiendrons au courant|tiens au courant|recontacterai|recontacterons)',
      ],
    ],
    days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    today: '\\b(aujourd.hui|ce soir|cet apres-midi)',
    tomorrow: '\\bdemain\\b',
    within: `\\b(?:dans|sous|d.ici|dans les) ${NUMBER} (minutes?|heures?|h|jours?|semaines?)\\b`,
    units: { minute: '^min', hour: '^h', day: '^jour', week: '^sem' },
    clock: '\\b(?:a|avant|vers) (\\d{1,2}) ?(?:h|:|heures?) ?(\\d{2})?()\\b',
  },
  nl: {
    kinds: [
      [
        'call',
        '\\b(bel|bellen|belt) (ik |wij |we )?(u|je)( .{0,30})?( terug| op)?\\b|\\b(u|je) (wordt|word) .{0,20}(teruggebeld|gebeld)|\\b(zal|zullen|ga|gaan) (u|je) .{0,20}(terugbellen|bellen)',
      ],
      ['settings', '\\b(stuur|sturen|ontvangt) .{0,20}(instellingen|configuratie)'],
      ['visit', '\\b(monteur|technicus|collega) .{0,20}(komt|langs|bezoekt)|\\bkomen (wij |we )?(bij u )?langs'],
      [
        'refund',
        '\\b(betalen|betaal|storten|stort) .{0,30}terug\\b|\\b(krijgt|ontvangt) .{0,20}(terugbetaling|geld terug)|\\bwordt .{0,20}(terugbetaald|gecrediteerd)',
      ],
      [
        'device',
        '\\b(stuur|sturen|ontvangt|krijgt|vervangen) .{0,20}(nieuwe telefoon|nieuwe sim|simkaart|nieuwe kaart|router|modem|toestel)',
      ],
      [
        'answer',
        '\\b(laat|laten) .{0,20}weten\\b|\\b(kom|komen) .{0,20}bij (u|je) terug|\\b(antwoord|antwoorden) (ik |wij |we )?(u|je)\\b|\\bhoort .{0,15}van (ons|mij)',
      ],
    ],
    days: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
    today: '\\b(vandaag|vanavond|vanmiddag)\\b',
    tomorrow: '\\bmorgen\\b',
    within: `\\b(?:binnen|over) ${NUMBER} (minuten|minuut|uur|uren|dagen|dag|werkdagen|weken|week)\\b`,
    units: { minute: '^min', hour: '^u', day: '^(werk)?dag', week: '^we(ek|ken)' },
    clock: '\\b(?:om|voor|tegen) (\\d{1,2})(?:[:.](\\d{2}))? ?uur()',
  },
  es: {
    kinds: [
      ['call', '\\b((le|te|les) (llamo|llamare|llamaremos|llamamos|llamara|volvere a llamar)|recibira una llamada)'],
      ['settings', '\\b(envio|enviare|enviaremos|enviamos|recibira) .{0,20}(ajustes|configuracion)'],
      ['visit', '\\b(tecnico|companero) .{0,20}(ira|pasara|visitara|acudira)|\\bpasaremos por su casa'],
      [
        'refund',
        '\\b(reembolsare|reembolsaremos|devolveremos|devolvere|abonaremos|sera reembolsado|recibira (el|un) reembolso)',
      ],
      [
        'device',
        '\\b(envio|enviare|enviaremos|recibira|cambiaremos) .{0,20}(telefono nuevo|nuevo telefono|tarjeta sim|nueva tarjeta|router|modem|equipo)',
      ],
      [
        'answer',
        '\\b((le|te) (respondere|responderemos|respondera|contestare|contestaremos|informare|informaremos|avisare|avisaremos|digo algo))',
      ],
    ],
    days: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'],
    today: '\\b(hoy|esta (tarde|noche))\\b',
    tomorrow: '(?<!por la )\\bmanana\\b',
    within: `\\b(?:en|dentro de|antes de) ${NUMBER} (minutos?|horas?|dias?|semanas?)\\b`,
    units: { minute: '^min', hour: '^hora', day: '^dia', week: '^sem' },
    clock: '\\ba(?:ntes de)? las? (\\d{1,2})(?:[:.](\\d{2}))?()\\b',
  },
  pl: {
    kinds: [
      [
        'call',
        '\\b(oddzwonie|oddzwonimy|zadzwonie|zadzwonimy|zadzwoni do (pana|pani|ciebie)|skontaktujemy sie telefonicznie)',
      ],
      ['settings', '\\b(wysle|wyslemy|przesle|przeslemy|otrzyma) .{0,20}(ustawienia|konfiguracje)'],
      ['visit', '\\b(technik|serwisant|monter) .{0,20}(przyjedzie|przyjdzie|odwiedzi)|\\bprzyjedziemy\\b'],
      ['refund', '\\b(zwroce|zwrocimy|oddamy|otrzyma .{0,10}zwrot|zostanie zwrocon)'],
      [
        'device',
        '\\b(wysle|wyslemy|przesle|przeslemy|otrzyma|wymienimy) .{0,20}(nowy telefon|nowa karte|karte sim|router|modem|urzadzenie)',
      ],
      [
        'answer',
        '\\b(odpowiem|odpowiemy|damy znac|dam znac|wrocimy z odpowiedzia|wroce z odpowiedzia|poinformuje|poinformujemy|odezwe sie|odezwiemy sie)',
      ],
    ],
    days: [
      'poniedzialek|poniedzialku',
      'wtorek|wtorku',
      'srode|sroda|srody',
      'czwartek|czwartku',
      'piatek|piatku',
      'sobote|sobota|soboty',
      'niedziele|niedziela|niedzieli',
    ],
    today: '\\b(dzis|dzisiaj)\\b',
    tomorrow: '\\bjutro|\\bjutra\\b',
    within: `\\b(?:w ciagu|za|do) ${NUMBER} (minut\\w*|godzin\\w*|h|dni|dnia|dzien|tygodni\\w*)\\b`,
    units: { minute: '^min', hour: '^(godz|h)', day: '^d(ni|zie)', week: '^tyg' },
    clock: '\\b(?:o|do|przed)(?: godz(?:\\.|iny)?)? (\\d{1,2})[:.](\\d{2})()',
  },
  ro: {
    kinds: [
      ['call', '\\b((va|te) (sun|sunam|voi suna|vom suna|va suna)|vom reveni telefonic|veti fi sunat)'],
      ['settings', '\\b(trimit|trimitem|voi trimite|vom trimite|veti primi) .{0,20}(setarile|configurarea)'],
      ['visit', '\\b(tehnician\\w*|coleg\\w*) .{0,20}(va veni|vine|va trece)|\\bvom veni la dvs'],
      ['refund', '\\b(voi rambursa|vom rambursa|rambursam|vom returna banii|veti primi (o rambursare|banii))'],
      [
        'device',
        '\\b(trimit|trimitem|voi trimite|vom trimite|veti primi|vom inlocui) .{0,20}(telefon nou|card nou|cartela sim|router|modem|aparat)',
      ],
      [
        'answer',
        '\\b(revin|revenim|voi reveni|vom reveni|(va|te) (raspund|raspundem|anunt|anuntam|tin la curent)|va vom (raspunde|anunta|informa)|va voi (raspunde|anunta|informa))',
      ],
    ],
    days: ['luni', 'marti', 'miercuri', 'joi', 'vineri', 'sambata', 'duminica'],
    today: '\\b(astazi|azi|diseara)\\b',
    tomorrow: '\\bmaine\\b',
    within: `\\b(?:in|peste|in cel mult|in maximum) ${NUMBER} (?:de )?(minute?|minut|ore|ora|zile|zi|saptamani|saptamana)\\b`,
    units: { minute: '^min', hour: '^or', day: '^zi', week: '^sapt' },
    clock: '\\b(?:la|pana la|inainte de)(?: ora)? (\\d{1,2})[:.](\\d{2})()',
  },
  ar: {
    kinds: [
      ['call', '(سنتصل|ساتصل|سيتصل) ب'],
      ['settings', '(سنرسل|سارسل|ستصلك) .{0,20}(الاعدادات|اعدادات)'],
      ['visit', '(سيزورك|سياتي|سيحضر) .{0,20}(فني|الفني|زميل)|(فني|الفني) .{0,20}(سيزورك|سياتي|سيحضر)'],
      ['refund', '(سنعيد|سنرد|سيعاد|سنرجع|ستسترد) .{0,20}(المبلغ|مبلغ|المال)'],
      ['device', '(سنرسل|سارسل|ستصلك|ستستلم|سنستبدل) .{0,20}(هاتف|شريحه|بطاقه|راوتر|مودم|جهاز)'],
      ['answer', '(سنرد|سارد|سنعود|ساعود|سنخبرك|ساخبرك|سنجيبك|سنوافيك|سيرد)( |$)'],
    ],
    days: ['الاثنين', 'الثلاثاء', 'الاربعاء', 'الخميس', 'الجمعه', 'السبت', 'الاحد'],
    today: '(اليوم|الليله|هذا المساء)',
    tomorrow: '(غدا|الغد|بكره)',
    within: `(?:خلال|بعد|في غضون) ${NUMBER} (دقيقه|دقائق|ساعه|ساعات|يوما?|ايام|اسبوع|اسابيع)`,
    units: { minute: '^دق', hour: '^ساع', day: '^(يوم|ايام)', week: '^اس' },
    clock: 'الساعه (\\d{1,2})(?:[:.](\\d{2}))?()',
  },
}
