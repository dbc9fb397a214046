package org.fengqiao.mediation.document;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.printing.PaperForms;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.Agreement;
import org.fengqiao.mediation.model.DocumentKind;
import org.fengqiao.mediation.model.Instalment;
import org.fengqiao.mediation.model.Paper;

/**
 * Forms of documents: the words are files ({@code documents/}), the latest version of each in force. The same content
 * gives the same page, whoever makes it and when.
 */
public final class Forms {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    /** The forms in use. A document that was issued keeps the version it was issued with. */
    private static final Map<DocumentKind, Form> IN_USE = Map.of(
            DocumentKind.AGREEMENT, new Form("agreement.v1", "人民调解协议书"),
            DocumentKind.ORAL_AGREEMENT, new Form("oral-agreement.v1", "人民调解口头协议登记表"),
            DocumentKind.CONFIRMATION_APPLICATION, new Form("confirmation-application.v1", "司法确认申请书"),
            DocumentKind.PROOF_OF_SERVICE, new Form("proof-of-service.v1", "送达回证"));

    private final PaperForms forms = new PaperForms("documents");

    /** Returns the name and version of the form of a document that is issued now. */
    public static String latest(DocumentKind kind) {
        return inUse(kind).template();
    }

    private static Form inUse(DocumentKind kind) {
        return Objects.requireNonNull(IN_USE.get(kind), kind::name);
    }

    /** Form: its name and version, and the title of the document. */
    private record Form(String template, String title) {}

    /**
     * Imprint of a document: what stands on it beside what the case tells.
     *
     * @param organisation the mediating body as it names itself on paper
     * @param court to which it is addressed; null if the line is left open
     * @param checkCode the code by which a copy is told from a guess
     * @param issuedOn the day
     */
    public record Imprint(String organisation, @Nullable String court, String checkCode, LocalDate issuedOn) {}

    /**
     * Returns the page of a document.
     *
     * @param template the name and version of the form
     * @param opened opens a text of this kind
     */
    public String page(
            UUID caseId,
            String template,
            Paper paper,
            Imprint imprint,
            BiFunction<PersonalKind, PersonalText, @Nullable String> opened) {
        return new Filling(caseId, paper, imprint, opened).into(forms.form(template));
    }

    /** Party on paper; empty where nothing is known, for the party to fill in. */
    public record PartyLine(String role, String name, String address, String phone) {}

    /** Obligation on paper. */
    public record ObligationLine(
            int number,
            String debtor,
            String creditor,
            String what,
            String amount,
            String day,
            List<InstalmentLine> instalments,
            String condition) {}

    /** Instalment on paper. */
    public record InstalmentLine(String amount, String day) {}

    /** Filling of a form with one paper. */
    private final class Filling {

        private final UUID caseId;
        private final Paper paper;
        private final Imprint imprint;
        private final BiFunction<PersonalKind, PersonalText, @Nullable String> opened;

        private Filling(
                UUID caseId,
                Paper paper,
                Imprint imprint,
                BiFunction<PersonalKind, PersonalText, @Nullable String> opened) {
            this.caseId = caseId;
            this.paper = paper;
            this.imprint = imprint;
            this.opened = opened;
        }

        private String into(PaperForms.Filling form) {
            var filled = form.with("title", inUse(paper.kind()).title())
                    .with("number", caseId + "-" + paper.number())
                    .with(
                            "parties",
                            paper.opening().parties().stream().map(this::line).toList())
                    .with("facts", words(paper.file().facts()))
                    .with("claim", words(paper.file().claim()))
                    .with(
                            "undisputed",
                            paper.undisputedFacts().stream().map(this::words).toList())
                    .with("organisation", imprint.organisation())
                    .with("court", Objects.requireNonNullElse(imprint.court(), ""))
                    .with("checkCode", imprint.checkCode())
                    .with("issuedOn", DAY.format(imprint.issuedOn()));
            var agreement = paper.agreement();
            if (agreement != null) {
                filled.with("terms", words(agreement.terms()))
                        .with("whole", agreement.whole())
                        .with("obligations", obligations(agreement))
                        .with("copies", paper.opening().parties().size() + 1)
                        .with("agreedOn", DAY.format(agreement.takesEffectOn()));
            }
            var service = paper.service();
            if (service != null) {
                filled.with("servedNumber", caseId + "-" + service.document())
                        .with("servedTitle", inUse(service.kind()).title())
                        .with("recipient", line(party(service.recipient())));
            }
            return filled.page();
        }

        private PartyLine line(Party party) {
            var known = paper.file().of(party.partyId());
            return new PartyLine(
                    switch (party.side()) {
                        case APPLICANT -> "申请人";
                        case RESPONDENT -> "被申请人";
                    },
                    text(PersonalKind.NAME, party.name()),
                    known.map(file -> text(PersonalKind.ADDRESS, file.address()))
                            .orElse(""),
                    known.map(file -> text(PersonalKind.PHONE, file.phone())).orElse(""));
        }

        private Party party(String partyId) {
            return paper.opening().parties().stream()
                    .filter(party -> party.partyId().equals(partyId))
                    .findFirst()
                    .orElseThrow();
        }

        private List<ObligationLine> obligations(Agreement agreement) {
            return agreement.obligations().stream()
                    .map(obligation -> new ObligationLine(
                            obligation.obligation(),
                            name(obligation.debtor()),
                            name(obligation.creditor()),
                            words(obligation.what()),
                            amount(obligation.amount()),
                            DAY.format(obligation.dueOn()),
                            Objects.requireNonNullElse(obligation.instalments(), List.<Instalment>of()).stream()
                                    .map(part -> new InstalmentLine(amount(part.amount()), DAY.format(part.dueOn())))
                                    .toList(),
                            words(obligation.condition())))
                    .toList();
        }

        private String name(String partyId) {
            return text(PersonalKind.NAME, party(partyId).name());
        }

        private String amount(@Nullable Money amount) {
            if (amount == null) {
                return "";
            }
            var number = amount.amount().toPlainString();
            return amount.currency().equals("CNY") ? number + "元" : number + " " + amount.currency();
        }

        private String words(@Nullable PersonalText text) {
            return text(PersonalKind.NARRATIVE, text);
        }

        private String text(PersonalKind kind, @Nullable PersonalText text) {
            return text == null ? "" : Objects.requireNonNullElse(opened.apply(kind, text), "");
        }
    }
}
