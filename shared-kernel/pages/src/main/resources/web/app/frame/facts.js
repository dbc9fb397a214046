// What a call answers, for people: names instead of fields and codes, times in China, and nothing of what is not there.
import {html, nothing} from 'lit';
import {day, field, named, t, time} from './words.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^[A-Z][A-Z0-9_]*$/;

/** Lists of more parts than these are folded. */
const FEW = 3;

const isEmpty = value => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    || (typeof value === 'object' && Object.values(value).every(isEmpty));

/** One value that has no parts, of a field. `labels` names what only its number stands for, such as a party. */
export function plain(value, labels, name) {
  if (typeof value === 'boolean') {
    return t(value ? 'yes' : 'no');
  }
  if (typeof value !== 'string') {
    return String(value);
  }
  const label = labels?.get(value);
  return label ?? (INSTANT.test(value) ? html`<time datetime=${value}>${time(value)}</time>` : DAY.test(value) ? day(value + 'T00:00:00+08:00')
    : UUID.test(value) ? html`<code>${value}</code>` : CODE.test(value) ? named(value, name) : value);
}

function shown(value, labels, name) {
  if (Array.isArray(value)) {
    return value.every(one => typeof one !== 'object')
      ? value.map((one, i) => html`${i ? '、' : nothing}${plain(one, labels, name)}`)
      : folded(value.length > FEW, t('form.count', value.length), html`<ol class="parts">${value.map(one => html`<li>${typeof one === 'object' ? facts(one, {labels}) : plain(one, labels, name)}</li>`)}</ol>`);
  }
  if (typeof value !== 'object') {
    return plain(value, labels, name);
  }
  const lists = Object.values(value).some(part => Array.isArray(part) && part.length > 1 && typeof part[0] === 'object');
  return money(value) ?? folded(lists, t('form.details'), facts(value, {labels}));
}

/** What is long is opened by whoever wants it. */
const folded = (long, summary, content) => (long ? html`<details><summary>${summary}</summary>${content}</details>` : content);

/** An amount of money in one line; null if it is something else. */
function money(value) {
  return typeof value.currency === 'string' && value.amount !== undefined ? `${value.amount} ${value.currency}` : null;
}

/**
 * The fields of an object as a list.
 *
 * @param {object} object
 * @param {{leave?: string[], labels?: Map<string, string>}} how which fields to leave out, and what numbers stand for
 */
export function facts(object, {leave = [], labels} = {}) {
  return html`<dl class="facts">${Object.entries(object).filter(([name, value]) => !leave.includes(name) && !isEmpty(value))
      .map(([name, value]) => html`<dt>${field(name)}</dt><dd>${shown(value, labels, name)}</dd>`)}</dl>`;
}
