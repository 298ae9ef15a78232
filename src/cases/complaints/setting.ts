import { Type } from 'typebox'
import { setting } from '#kernel/settings'

/** Under which law a brand's complaints are handled, and the operator's own time for an answer where the law has none or a longer one. */
export const complaintSetting = setting({
  key: 'cases.complaints',
  scope: 'brand',
  schema: Type.Object(
    {
      pack: Type.Union([Type.String({ minLength: 2, maxLength: 2 }), Type.Null()]),
      answerDays: Type.Union([Type.Integer({ minimum: 1, maximum: 120 }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  fallback: { pack: null, answerDays: null },
  help: 'setting.cases.complaints',
  permission: 'brand.manage',
})
