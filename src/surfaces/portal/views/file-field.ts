import { type Html, html } from '../../html.ts'
import { MOST_FILE_BYTES, MOST_FILES } from '../own-form.ts'
import type { Site } from '../site.ts'

/** Files to send along: the browser's own chooser, so that it needs no script. Last in its form: what comes before decides whether they are read. */
export const fileField = ({ words }: Site, fault: string | undefined): Html => html`<div class="field">
<label for="files">${words.t('form.file')} (${words.t('form.optional')})</label>
<p class="hint" id="files-hint">${words.t('form.fileHint', { count: MOST_FILES, limit: MOST_FILE_BYTES / 1_000_000 })}</p>
${fault !== undefined && html`<p class="fault" id="files-fault">${fault}</p>`}
<input id="files" name="files" type="file" multiple accept="image/*,application/pdf,text/plain" aria-describedby="files-hint${fault === undefined ? '' : ' files-fault'}" ${fault !== undefined && html`aria-invalid="true"`}>
</div>`
