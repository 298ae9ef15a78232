/** Said right before a number, these make it a reference: order, invoice, ticket, parcel … in our seven languages. */
const reference =
  'order|invoice|ticket|case|ref|reference|parcel|tracking|version|commande|facture|dossier|colis|référence|bestelling|factuur|zaak|pakket|referentie|pedido|factura|caso|paquete|referencia|zamówienie|zamówienia|faktura|faktury|sprawa|zgłoszenie|paczka|comanda|comandă|caz|colet|referință|طلب|الطلب|فاتورة|الفاتورة|تذكرة|شحنة'
const filler =
  'no|nr|n°|nº|num|number|numéro|numero|nummer|número|numer|numărul|număr|id|رقم|is|est|es|to|este|:|#|\\.|-'

export const REFERENCE_BEFORE = new RegExp(
  `(?:^|[^\\p{L}])(?:${reference})(?:[\\s\\u00a0]*(?:${filler}))*[\\s\\u00a0]*$`,
  'iu',
)

/** The code that opens a blocked SIM, by its name in our seven languages. */
export const PUK_WORD =
  /(?<!\p{L})(?:puk|puc)[-\s]?\d?(?!\p{L}|\d)|(?<!\p{L})(?:unblock(?:ing)? code|code de déblocage|(?:ontgrendel|deblokkeer)code|código de desbloqueo|kod odblokow\p{L}*|cod(?:ul)? de deblocare)|رمز (?:ال)?(?:puk|بوك|فك|إلغاء القفل)|بوك/iu
