// What is asked of a number: the filters that stand in the address, and the bar in which people choose them.
import {html, nothing} from 'lit';
import {get} from '../frame/api.js';
import {changed, go} from '../frame/route.js';
import {code, day, isoDay, t} from '../frame/words.js';

/** The filters that an address carries from page to page. */
export const CARRIED = ['district', 'street', 'category', 'channel', 'from', 'to', 'asOf'];
const PERIOD = ['from', 'to', 'asOf'];

/** What is carried of an address. */
export function carried(query) {
  const kept = new URLSearchParams();
  for (const name of CARRIED) {
    query.getAll(name).forEach(value => kept.append(name, value));
  }
  return kept;
}

/** The parameters of a call about this number: those of the address that it has. */
export function parametersOf(entry, query, more = {}) {
  const asked = new URLSearchParams();
  for (const name of new Set([...PERIOD, ...entry.filters])) {
    query.getAll(name).forEach(value => asked.append(name, value));
  }
  Object.entries(more).forEach(([name, value]) => value && asked.set(name, value));
  return asked;
}

/** A number as it is known at the time that is asked for, and, if that is in the past, as it is known now. */
export async function ask(entry, query, more, signal) {
  const parameters = parametersOf(entry, query, more);
  const calls = [get(`/metrics/${entry.name}`, parameters, signal)];
  if (query.get('asOf')) {
    const now = changed(parameters, {asOf: ''});
    calls.push(get(`/metrics/${entry.name}`, now, signal));
  }
  const [asked, today] = await Promise.all(calls);
  return {entry, ...asked, today: today ?? null};
}

/** What a number's row was and is: the row of the same key as it is known now; null if it is not asked in the past. */
export const todayOf = (answer, key) => answer.today && (answer.today.rows.find(row => row.key === key) ?? {numerator: 0, denominator: 0, value: null, percent: null});

/** The difference of two shares in points, with a sign; empty if there is none. `words` says how it is told. */
export function difference(was, is, words = 'differs') {
  if (!is || (was.numerator === is.numerator && was.denominator === is.denominator)) {
    return '';
  }
  const points = ((is.value ?? 0) - (was.value ?? 0)) * 100;
  const signed = (number, digits = 0) => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(digits)}`;
  return t(words, signed(points, 2), signed(is.numerator - was.numerator), signed(is.denominator - was.denominator));
}

/** The first and last day of a period's key (2024-03, 2024-W10, 2024-Q1, 2024, 2024-03-05). */
export function daysOf(key) {
  const iso = date => date.toISOString().slice(0, 10);
  const utc = (year, month, date) => new Date(Date.UTC(year, month, date));
  let found = /^(\d{4})-Q(\d)$/.exec(key);
  if (found) {
    const first = (found[2] - 1) * 3;
    return {from: iso(utc(+found[1], first, 1)), to: iso(utc(+found[1], first + 3, 0))};
  }
  found = /^(\d{4})-W(\d\d)$/.exec(key);
  if (found) {
    const fourth = utc(+found[1], 0, 4);
    const monday = fourth.getUTCDate() - ((fourth.getUTCDay() + 6) % 7) + (found[2] - 1) * 7;
    return {from: iso(utc(+found[1], 0, monday)), to: iso(utc(+found[1], 0, monday + 6))};
  }
  found = /^(\d{4})-(\d\d)$/.exec(key);
  if (found) {
    return {from: iso(utc(+found[1], found[2] - 1, 1)), to: iso(utc(+found[1], +found[2], 0))};
  }
  return /^\d{4}$/.test(key) ? {from: `${key}-01-01`, to: `${key}-12-31`} : {from: key, to: key};
}

/** A row's key as it is called. */
export const called = row => Object.entries(row.dimensions).map(([name, value]) => code(name, value)).join(' · ') || t('total');

const DAY = 24 * 3600e3;
const endOf = iso => `${iso}T23:59:59+08:00`;

/**
 * The bar of filters. `choices` are the values there are: {district, street, category, channel}; `first` and `last` are
 * the days between which the slider goes.
 */
export function filters({path, query, choices = {}, first, last}) {
  const put = (changes, replace = false) => go(path, changed(query, changes), {replace});
  const choose = name => html`<label>${code('dimension', name)}
    <select name=${name} .value=${query.get(name) ?? ''} @change=${event => put({[name]: event.target.value, ...(name === 'district' ? {street: ''} : {})})}>
      <option value="" ?selected=${!query.get(name)}>${t('all')}</option>
      ${[...new Set([...(choices[name] ?? []), ...query.getAll(name)])].map(value => html`<option value=${value} ?selected=${query.get(name) === value}>${code(name, value)}</option>`)}
    </select></label>`;
  const date = name => html`<label>${t('filter.' + name)}<input type="date" name=${name} .value=${query.get(name) ?? ''} @change=${event => put({[name]: event.target.value})}></label>`;
  return html`<form class="filters row" aria-label=${t('filters')} @submit=${event => event.preventDefault()}>
    ${Object.keys(choices).map(choose)}${date('from')}${date('to')}
    ${first && last ? slider(put, query, first, last) : nothing}
    ${[...carried(query)].length ? html`<button type="button" @click=${() => go(path, changed(query, Object.fromEntries(CARRIED.map(name => [name, '']))))}>${t('filter.none')}</button>` : nothing}
  </form>`;
}

/** While it is pulled its day is written beside it: into a property, since Lit keeps hold of text that it writes itself. */
function slider(put, query, first, last) {
  const begin = Date.parse(first);
  const days = Math.max(1, Math.round((Date.parse(last) - begin) / DAY));
  const asOf = query.get('asOf');
  const at = asOf ? Math.min(days, Math.max(0, Math.round((Date.parse(isoDay(asOf)) - begin) / DAY))) : days;
  const dayAt = index => new Date(begin + index * DAY).toISOString().slice(0, 10);
  const said = index => (index >= days ? t('asof.now') : day(endOf(dayAt(index))));
  return html`<label class="asof"><span>${t('asof')} <output .textContent=${said(at)}></output></span>
    <input type="range" name="asOf" min="0" max=${days} .value=${String(at)} aria-valuetext=${said(at)}
      @input=${event => {
        event.target.parentElement.querySelector('output').textContent = said(+event.target.value);
        event.target.setAttribute('aria-valuetext', said(+event.target.value));
      }}
      @change=${event => put({asOf: +event.target.value >= days ? '' : endOf(dayAt(+event.target.value))})}></label>`;
}

let catalogue = null;

/** The catalogue of numbers by name; it is the same as long as the page is open. */
export async function entries(signal) {
  catalogue ??= new Map((await get('/metrics', {}, signal)).items.map(entry => [entry.name, entry]));
  return catalogue;
}

/** The districts and streets that cases are from, as far as the caller may see. */
export async function places(entry, query, signal) {
  const district = query.get('district');
  const rows = (await get(`/metrics/${entry.name}`, {groupBy: 'district,street'}, signal)).rows;
  const of = name => [...new Set(rows.map(row => row.dimensions[name]))].sort((one, other) => one.localeCompare(other, 'zh'));
  return {
    district: of('district'),
    street: [...new Set(rows.filter(row => !district || row.dimensions.district === district).map(row => row.dimensions.street))]
        .sort((one, other) => one.localeCompare(other, 'zh')),
  };
}

/** How far the log is known that an answer was counted from. */
export const known = upTo => html`<p class="small">${upTo.time ? t('known', day(upTo.time)) : t('known.nothing')}${upTo.parkedCases || upTo.gaps ? ' ' + t('known.less', upTo.parkedCases, upTo.gaps) : ''}</p>`;
