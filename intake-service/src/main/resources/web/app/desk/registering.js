// A new case, registered by the form of its call; afterwards its number and the code of the receipt.
import {html, nothing} from 'lit';
import {openAct} from '../frame/desk.js';
import {Page} from '../frame/page.js';
import {href} from '../frame/route.js';
import {description} from '../frame/schema.js';
import {base, person} from '../frame/session.js';
import {choicesOf, t} from '../frame/words.js';

const DOOR = {'grid-worker': 'GRID', department: 'DEPARTMENT'};

class Registering extends Page {
  heading() {
    return t('intake.register');
  }

  async load() {
    const who = person();
    return {who, of: await description()};
  }

  show({who, of}) {
    if (this.registered) {
      const {caseId, receiptCode} = this.registered;
      return html`<section class="panel" role="status"><h2>${t('intake.registered')}</h2><p>${t('case')} <a href=${href(`/cases/${caseId}`)}><code>${caseId}</code></a></p>
        ${receiptCode ? html`<p>${t('intake.receipt')} <code>${receiptCode}</code> <a href=${`${base}/receipts/${receiptCode}`} target="_blank" rel="noopener">${t('intake.receipt.page')}</a></p>` : nothing}
        <p><button class="main" @click=${() => { this.registered = null; this.requestUpdate(); }}>${t('intake.another')}</button></p></section>`;
    }
    return openAct({
      of, address: '/cases', close: href('/'), choices: {categoryHint: choicesOf('category')},
      given: {channel: DOOR[who.roles.find(role => DOOR[role])] ?? 'WINDOW', applicants: [{}], respondents: [{}], place: {district: who.district, street: who.street}},
      done: answer => { this.registered = answer; this.requestUpdate(); this.updateComplete.then(() => scrollTo(0, 0)); },
    });
  }
}
customElements.define('fq-registering', Registering);
