// A form for any call, made from its schema: what is wrong stands at its field, and what somebody else saved meanwhile
// is told without losing what was typed.
import {html, nothing} from 'lit';
import {CallFailed, send} from './api.js';
import {Part} from './page.js';
import {bodyOf, resolved} from './schema.js';
import {field as nameOf, named, t} from './words.js';

const LONG = 300;
const MOVED_ON = 412;

/** A time that somebody entered, in China, as the services take it. */
const inChina = value => value + (value.length === 16 ? ':00' : '') + '+08:00';

/** A time of the services as a field for times takes it. */
const forField = instant => new Date(new Date(instant).getTime() + 8 * 3600e3).toISOString().slice(0, 16);

/** What is wrong with a field, in words; the service's own sentence where we have none. */
function faultOf({code, detail}) {
  const words = t(`fault.${code}`);
  return words === `fault.${code}` ? detail : words;
}

let counter = 0;

/**
 * The form of a call. Set: `call` of schema.js, `address` with everything filled in, `of` the description, `given` values
 * by field, `choices` by field name: [{value, label}], `version` of the case if it is known, `label` of the button.
 * Tells of `fq-done` with the answer, and of `fq-read-again` when the case is to be read again.
 */
export class CallForm extends Part {
  static properties = {
    call: {attribute: false}, address: {attribute: false}, of: {attribute: false}, given: {attribute: false},
    choices: {attribute: false}, version: {attribute: false}, label: {attribute: false}, language: {attribute: false},
    busy: {state: true}, failure: {state: true}, shape: {state: true},
  };

  constructor() {
    super();
    this.key = crypto.randomUUID();
    this.mark = `form${++counter}`;
    this.shape = new Map();
    this.choices = {};
    this.given = {};
  }

  willUpdate(changes) {
    if (changes.has('address')) {
      this.failure = null;
      this.shape = new Map();
    }
  }

  render() {
    const schema = bodyOf(this.call, this.of);
    const needed = schema ? this.properties(schema, '', this.given ?? {}) : nothing;
    return html`<form novalidate @submit=${this.submit}>
      ${this.failure ? this.told(this.failure) : nothing}
      ${needed}
      <p class="row"><button class="main" ?disabled=${this.busy}>${this.label ?? t('form.send')}</button>${this.busy ? html`<span class="loading" role="status"><span class="turning" aria-hidden="true"></span>${t('form.sending')}</span>` : nothing}</p>
    </form>`;
  }

  told(failure) {
    const {problem, status} = failure;
    const moved = status === MOVED_ON;
    const fields = this.faults();
    return html`<div class="failed" role="alert" tabindex="-1">
      <p><strong>${moved ? t('form.moved-on') : fields.size ? t('form.faults', fields.size) : t(`failed.${status}`)}</strong></p>
      ${problem.detail && !moved ? html`<p lang="en">${problem.detail}</p>` : nothing}
      ${problem.code ? html`<p class="small"><code>${problem.code}</code></p>` : nothing}
      ${moved ? html`<button type="button" @click=${() => this.dispatchEvent(new CustomEvent('fq-read-again', {bubbles: true}))}>${t('form.read-again')}</button>` : nothing}
      ${[...fields].filter(([name]) => !this.has(name)).map(([name, told]) => html`<p><code>${name}</code> ${told}</p>`)}
    </div>`;
  }

  /** What is wrong, by the name of the field. */
  faults() {
    return new Map((this.failure?.problem.fields ?? this.failure?.missing ?? []).map(one => [one.field, faultOf(one)]));
  }

  has(name) {
    return this.named?.has(name);
  }

  properties(schema, at, given) {
    if (!at) {
      this.named = new Set();
    }
    const required = schema.required ?? [];
    const all = Object.entries(schema.properties ?? {});
    return [...all.filter(([name]) => required.includes(name)), ...all.filter(([name]) => !required.includes(name))]
        .map(([name, raw]) => this.field(name, at ? `${at}.${name}` : name, resolved(raw, this.of), required.includes(name), given?.[name]));
  }

  field(name, at, schema, required, given) {
    this.named.add(at);
    if (schema.type === 'object' && schema.properties) {
      return this.group(name, at, schema, required, given);
    }
    if (schema.type === 'array') {
      return this.list(name, at, schema, required, given);
    }
    return this.single(name, at, schema, required, given);
  }

  /** A part with fields of its own; one that may be missing is opened first. */
  group(name, at, schema, required, given) {
    const open = required || (this.shape.get(at) ?? (given !== undefined && given !== null));
    if (!open) {
      return html`<p><button type="button" class="plain" @click=${() => this.set(at, true)}>＋ ${nameOf(name)}</button></p>`;
    }
    return html`<fieldset><legend>${nameOf(name)}${required ? nothing : html` <button type="button" class="plain" aria-label=${t('form.without', nameOf(name))} @click=${() => this.set(at, false)}>✕</button>`}</legend>
      ${this.properties(schema, at, given)}</fieldset>`;
  }

  list(name, at, schema, required, given) {
    const items = resolved(schema.items, this.of);
    const choices = this.choices[name];
    const fault = this.fault(at);
    if (choices) {
      return html`<fieldset id=${this.idOf(at)}><legend>${nameOf(name)}${required ? nothing : html` <span class="small">${t('form.optional')}</span>`}</legend>${fault.words}
        <div class="ticks">${choices.map(({value, label}) => html`<label class="tick"><input type="checkbox" name=${at} value=${value} ?checked=${given?.includes(value)}>${label}</label>`)}</div></fieldset>`;
    }
    const least = Math.max(schema.minItems ?? 0, given?.length ?? 0);
    const count = this.shape.get(at) ?? least;
    const each = [...Array(count).keys()];
    return html`<fieldset id=${this.idOf(at)}><legend>${nameOf(name)}${required ? nothing : html` <span class="small">${t('form.optional')}</span>`}</legend>${fault.words}
      ${each.map(i => items.type === 'object'
        ? html`<fieldset><legend>${i + 1}</legend>${this.properties(items, `${at}[${i}]`, given?.[i])}</fieldset>`
        : this.single(name, `${at}[${i}]`, items, true, given?.[i], `${nameOf(name)} ${i + 1}`))}
      <p class="row"><button type="button" class="plain" @click=${() => this.set(at, count + 1)} ?disabled=${count >= (schema.maxItems ?? Infinity)}>＋ ${t('form.more', nameOf(name))}</button>
        ${count > (schema.minItems ?? 0) ? html`<button type="button" class="plain" @click=${() => this.set(at, count - 1)}>－ ${t('form.less')}</button>` : nothing}</p></fieldset>`;
  }

  single(name, at, schema, required, given, label = nameOf(name)) {
    this.named.add(at);
    const id = this.idOf(at);
    const fault = this.fault(at);
    const common = {id, name: at, fault};
    return html`<div class=${fault.is ? 'field wrong' : 'field'}><label for=${id}>${label}${required ? nothing : html` <span class="small">${t('form.optional')}</span>`}</label>
      ${this.control(name, schema, required, given, common)}${fault.words}</div>`;
  }

  control(name, schema, required, given, {id, name: at, fault}) {
    const choices = this.choices[name] ?? schema.enum?.map(value => ({value, label: named(value)}))
        ?? (schema.type === 'boolean' ? [{value: 'true', label: t('yes')}, {value: 'false', label: t('no')}] : null);
    const described = fault.is ? `${id}-fault` : nothing;
    const wrong = fault.is ? 'true' : nothing;
    if (choices) {
      const chosen = given === undefined || given === null ? '' : String(given);
      return html`<select id=${id} name=${at} data-type=${schema.type} ?required=${required} aria-invalid=${wrong} aria-describedby=${described}>
        <option value=""></option>${choices.map(({value, label}) => html`<option value=${value} ?selected=${String(value) === chosen}>${label}</option>`)}</select>`;
    }
    const type = schema.format === 'date' ? 'date' : schema.format === 'date-time' ? 'datetime-local'
      : schema.type === 'integer' || schema.type === 'number' ? 'number' : /phone/i.test(name) ? 'tel' : 'text';
    const value = given === undefined || given === null ? '' : type === 'datetime-local' ? forField(given) : type === 'date' ? given.slice(0, 10) : String(given);
    if (type === 'text' && (schema.maxLength ?? 0) > LONG) {
      return html`<textarea id=${id} name=${at} rows="4" maxlength=${schema.maxLength} ?required=${required} aria-invalid=${wrong} aria-describedby=${described} .defaultValue=${value}></textarea>`;
    }
    return html`<input id=${id} name=${at} type=${type} data-type=${schema.type} .defaultValue=${value} ?required=${required} autocomplete="off"
      maxlength=${schema.maxLength ?? nothing} min=${schema.minimum ?? nothing} max=${schema.maximum ?? nothing} step=${schema.type === 'number' ? 'any' : nothing} aria-invalid=${wrong} aria-describedby=${described}>`;
  }

  idOf(at) {
    return `${this.mark}-${at.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
  }

  fault(at) {
    const told = this.faults().get(at);
    return {is: told !== undefined, words: told === undefined ? nothing : html`<p class="fault" id=${this.idOf(at) + '-fault'}>${told}</p>`};
  }

  set(at, value) {
    this.shape = new Map(this.shape).set(at, value);
  }

  /** The body as it stands in the fields; what is empty is left out. */
  body(schema, at = '') {
    const form = this.querySelector('form');
    const made = {};
    for (const [name, raw] of Object.entries(schema.properties ?? {})) {
      const here = at ? `${at}.${name}` : name;
      const value = this.valueIn(form, name, here, resolved(raw, this.of), (schema.required ?? []).includes(name));
      if (value !== undefined) {
        made[name] = value;
      }
    }
    return made;
  }

  valueIn(form, name, at, schema, required) {
    if (schema.type === 'object' && schema.properties) {
      const made = form.querySelector(`[name^="${at}."]`) ? this.body(schema, at) : required ? {} : undefined;
      return made && (required || Object.keys(made).length) ? made : undefined;
    }
    if (schema.type === 'array') {
      const items = resolved(schema.items, this.of);
      if (this.choices[name]) {
        const chosen = [...form.querySelectorAll(`input[name="${at}"]:checked`)].map(input => input.value);
        return chosen.length || required ? chosen : undefined;
      }
      const made = [];
      for (let i = 0; form.querySelector(`[name^="${at}[${i}]"]`); i++) {
        const value = items.type === 'object' ? this.body(items, `${at}[${i}]`) : this.plain(form, `${at}[${i}]`, items);
        if (value !== undefined) {
          made.push(value);
        }
      }
      return made.length || required ? made : undefined;
    }
    return this.plain(form, at, schema);
  }

  plain(form, at, schema) {
    const text = form.elements.namedItem(at)?.value?.trim();
    if (!text) {
      return undefined;
    }
    if (schema.type === 'boolean') {
      return text === 'true';
    }
    if (schema.type === 'integer' || schema.type === 'number') {
      return Number(text);
    }
    return schema.format === 'date-time' ? inChina(text) : text;
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const schema = bodyOf(this.call, this.of);
    const missing = [...event.target.elements].filter(input => input.willValidate && !input.validity.valid)
        .map(input => ({field: input.name, code: input.validity.valueMissing ? 'missing' : '', detail: input.validationMessage}));
    if (missing.length) {
      this.failure = Object.assign(new CallFailed(400), {missing});
      return this.toFault();
    }
    this.busy = true;
    this.failure = null;
    try {
      const answer = await send(this.call.method, this.address, {body: schema ? this.body(schema) : undefined, key: this.key, version: this.version});
      this.key = crypto.randomUUID();
      this.dispatchEvent(new CustomEvent('fq-done', {detail: answer, bubbles: true}));
    } catch (failure) {
      if (!(failure instanceof CallFailed)) {
        throw failure;
      }
      // What nobody answered may have been done: the same key is sent again. What was refused was not.
      if (failure.status !== 0 && failure.status < 500) {
        this.key = crypto.randomUUID();
      }
      this.failure = failure;
      this.toFault();
    } finally {
      this.busy = false;
    }
  }

  /** Shows what is wrong, and goes there. */
  async toFault() {
    await this.updateComplete;
    (this.querySelector('[aria-invalid="true"]') ?? this.querySelector('[role=alert]'))?.focus();
  }
}
customElements.define('fq-form', CallForm);
