// A button that keeps what a table shows as a file, and what went wrong if it does not.
import {html, nothing} from 'lit';
import {download} from '../frame/api.js';
import {Part} from '../frame/page.js';
import {t} from '../frame/words.js';

export const CSV = 'text/csv';
export const PARQUET = 'application/vnd.apache.parquet';

/** <fq-download>: `files` are [{label, path, parameters: () => {}, type, name}]. */
class Download extends Part {
  static properties = {files: {attribute: false}, busy: {state: true}, failed: {state: true}};

  async keep({path, parameters, type, name}) {
    this.busy = true;
    this.failed = null;
    try {
      await download(path, parameters(), type, name);
    } catch (failure) {
      this.failed = failure;
    }
    this.busy = false;
  }

  render() {
    return html`<p class="row downloads">${this.files.map(file => html`<button type="button" ?disabled=${this.busy} @click=${() => this.keep(file)}>${file.label}</button>`)}</p>
      <div role="status">${this.failed ? html`<p class="failed">${t('download.failed')} ${this.failed.problem?.detail ?? ''}</p>` : nothing}</div>`;
  }
}
customElements.define('fq-download', Download);

/** A button that keeps a table as CSV, with a byte order mark and a first line that says what it is. */
export const asCsv = (path, parameters, name) => html`<fq-download .files=${[{
  label: t('download.csv'), path, type: CSV, name: `${name}.csv`,
  parameters: () => {
    const asked = new URLSearchParams(parameters);
    asked.set('bom', 'true');
    asked.set('comment', 'true');
    return asked;
  },
}]}></fq-download>`;
