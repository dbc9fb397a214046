// Words of the pages: 中文 first, English by one switch. All of them stand in words/*.json; what a service adds, it
// adds with addWords before start().
import zh from './words/zh.json';
import en from './words/en.json';
import codes from './words/codes.json';
import events from './words/events.json';
import fields from './words/fields.json';
import acts from './words/acts.json';

const CHOSEN = 'fengqiao.language';
const words = {zh: {...zh}, en: {...en}};
let language = localStorage.getItem(CHOSEN) === 'en' ? 'en' : 'zh';
const listeners = new Set();

/** Adds the words of a service's own pages. */
export function addWords(moreZh, moreEn) {
  Object.assign(words.zh, moreZh);
  Object.assign(words.en, moreEn);
}

/** The language that is shown: zh or en. */
export const lang = () => language;

/** Shows another language, and remembers it in this browser. */
export function speak(other) {
  language = other;
  localStorage.setItem(CHOSEN, other);
  document.documentElement.lang = other === 'en' ? 'en' : 'zh-CN';
  listeners.forEach(listener => listener());
}

/** Calls back whenever another language is chosen. */
export const onLanguage = listener => listeners.add(listener);

/** The words of this name, with {0}, {1}, … filled in. */
export function t(name, ...values) {
  const text = words[language][name] ?? words.zh[name] ?? name;
  return values.reduce((filled, value, i) => filled.replaceAll(`{${i}}`, value), text);
}

/** Whichever of {zh, en} is shown. */
export const said = both => (both ? (both[language] ?? both.zh) : '');

/** What a code is called, such as code('channel', 'WINDOW'); the code itself where it has no words. */
export function code(kind, value) {
  const both = codes[kind]?.[value];
  return both ? both[language === 'en' ? 1 : 0] : value === 'unknown' ? t('unknown') : value;
}

/** What a code is called, of this kind or else of whatever kind it is; itself where it has no words. */
export function named(value, first) {
  const kind = codes[first]?.[value] ? codes[first] : Object.values(codes).find(one => one[value]);
  return kind ? kind[value][language === 'en' ? 1 : 0] : value;
}

/** The codes of a kind, to choose from: [{value, label}]. */
export const choicesOf = kind => Object.keys(codes[kind] ?? {}).map(value => ({value, label: code(kind, value)}));

/** What a field of a call or an answer is called; its name where it has no words. */
export function field(name) {
  const both = fields[name];
  return both ? both[language === 'en' ? 1 : 0] : name;
}

/** What is done by a call, by its address with {…} for what differs; the end of its address where it has no words. */
export function actName(template) {
  const rest = Object.keys(acts).find(end => template.endsWith(end));
  return rest ? acts[rest][language === 'en' ? 1 : 0] : template.split('/').filter(part => part && !part.startsWith('{')).at(-1);
}

/** Where a code stands among those of its kind, in the order of words/codes.json. */
export const place = (kind, value) => Object.keys(codes[kind] ?? {}).indexOf(value);

/** What an event is called, by its name without service and version. */
export function eventName(name) {
  const both = events.names[name];
  return both ? both[language === 'en' ? 1 : 0] : name;
}

/** Whether an event is part of the story that everybody wants to read; the others are its bookkeeping. */
export const isStory = name => STORY.has(name);
const STORY = new Set(events.story);

const ZONE = 'Asia/Shanghai';
const format = options => ({
  zh: new Intl.DateTimeFormat('zh-CN', {timeZone: ZONE, ...options}),
  en: new Intl.DateTimeFormat('en-GB', {timeZone: ZONE, ...options}),
});
const TIME = format({year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const DAY = format({year: 'numeric', month: '2-digit', day: '2-digit'});

/** A time to the minute, in China. */
export const time = instant => (instant ? TIME[language].format(new Date(instant)) : '');

/** The day of a time, in China. */
export const day = instant => (instant ? DAY[language].format(new Date(instant)) : '');

/** The day of a time as an ISO date, in China. */
export const isoDay = instant => new Date(new Date(instant).getTime() + 8 * 3600e3).toISOString().slice(0, 10);

/** A length of time in its largest two units. */
export function length(seconds) {
  if (seconds === null || seconds === undefined) {
    return '–';
  }
  const minutes = Math.round(seconds / 60);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  return days > 0 ? t('length.days', days, hours) : hours > 0 ? t('length.hours', hours, minutes % 60) : t('length.minutes', minutes);
}

/** A count with separators. */
export const count = number => new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN').format(number);
