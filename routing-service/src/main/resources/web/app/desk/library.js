// The library of typical cases, and those that are like a case.
import {html} from 'lit';
import {get} from '../frame/api.js';
import {choice, listPage} from '../frame/desk.js';
import {Page} from '../frame/page.js';
import {href} from '../frame/route.js';
import {choicesOf, code, t, time} from '../frame/words.js';

const told = one => html`<strong>${one.title ?? '–'}</strong><br>${one.text ?? ''}`;

listPage('fq-library', {
  title: 'routing.library',
  load: (query, who, signal) => get('/typical-cases', {limit: 50, ...(query.get('cursor') ? {cursor: query.get('cursor')} : {}), ...(query.get('category') ? {category: query.get('category')} : {})}, signal),
  above: ({query, path}) => html`${choice(path, query, 'category', ['', ...choicesOf('category').map(one => one.value)], value => (value ? code('category', value) : t('all')))}<p class="small">${t('routing.library.about')}</p>`,
  columns: [
    ['routing.summary', told],
    ['routing.category', item => (item.category ? code('category', item.category) : '–')],
    ['routing.unit', item => item.unit],
    ['routing.published', item => time(item.publishedAt)],
  ],
});

class Similar extends Page {
  heading() {
    return t('routing.similar');
  }

  async load({id}, signal) {
    return {id, found: (await get(`/cases/${encodeURIComponent(id)}/similar-cases`, {}, signal)).items};
  }

  isEmpty({found}) {
    return found.length === 0;
  }

  show({id, found}) {
    return html`<p><a href=${href(`/cases/${id}`)}>${t('routing.similar.of', id)}</a></p><p class="small">${t('routing.library.about')}</p>
      ${found.length ? html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('routing.similar')}><table class="blocks"><thead><tr><th scope="col">${t('routing.summary')}</th><th scope="col">${t('routing.category')}</th><th scope="col">${t('routing.shared')}</th><th scope="col" class="number">${t('routing.likeness')}</th></tr></thead>
      <tbody>${found.map(one => html`<tr><th scope="row">${told(one.typicalCase)}</th><td>${one.typicalCase.category ? code('category', one.typicalCase.category) : '–'}</td><td>${one.because.join('、')}</td><td class="number">${one.likeness.toFixed(2)}</td></tr>`)}</tbody></table></div>` : ''}`;
  }
}
customElements.define('fq-similar', Similar);
