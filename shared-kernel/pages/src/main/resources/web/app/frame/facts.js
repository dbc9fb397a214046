// What a call answers, for people: names instead of fields and codes, times in China, and nothing of what is not there.
import {html, nothing} from 'lit';
import {day, field, named, t, time} from './words.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^[A-Z][A-Z0-9_]*$/;

const isEmpty = value => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    || (typeof value === 'object' && Object.values(value).every(isEmpty));

/** One value that has no parts. `labels` names what only its number stands for, such as a party. */
export function plain(value, labels) {
  if (typeof value === 'boolean') {
    return t(value ? 'yes' : 'no');
  }
  if (typeof value !== 'string') {
    return String(value);
  }
  const label = labels?.get(value);
  return label ?? (INSTANT.test(value) ? html`<time datetime=${value}>${time(value)}</time>` : DAY.test(value) ? day(value + 'T00:00:00+08:00')
    : UUID.test(value) ? html`<code>${value}</code>` : CODE.test(value) ? named(value) : value);
}

function shown(value, labels) {
  if (Array.isArray(value)) {
    return value.every(one => typeof one !== 'object')
      ? value.map((one, i) => html`${i ? '、' : nothing}${plain(one, labels)}`)
      : html`<ol class="parts">${value.map(one => html`<li>${typeof one === 'object' ? facts(one, {labels}) : plain(one, labels)}</li>`)}</ol>`;
  }
  return typeof value === 'object' ? money(value) ?? facts(value, {labels}) : plain(value, labels);
}

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
      .map(([name, value]) => html`<dt>${field(name)}</dt><dd>${shown(value, labels)}</dd>`)}</dl>`;
}
