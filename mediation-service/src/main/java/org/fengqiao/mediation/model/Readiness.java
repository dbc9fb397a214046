package org.fengqiao.mediation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;
import org.fengqiao.mediation.model.Proceeding.ConcludedAgreed;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.Discontinued;
import org.fengqiao.mediation.model.Proceeding.FastTrack;
import org.fengqiao.mediation.model.Proceeding.Mediated;
import org.fengqiao.mediation.model.Proceeding.NotOpened;

/**
 * Readiness of an agreement for judicial confirmation: what an application would lack today, each with its article.
 *
 * @param applicants the ids of the parties that apply, all together
 * @param until the last day of the application; null unless it can be made
 * @param courts which courts are competent, any one of them; empty unless it can be made
 * @param gaps what is missing or stands in the way; empty if nothing does
 */
public record Readiness(
        Standing standing,
        List<String> applicants,
        @Nullable LocalDate until,
        List<Competence> courts,
        List<Gap> gaps) {

    public Readiness {
        applicants = List.copyOf(applicants);
        courts = List.copyOf(courts);
        gaps = List.copyOf(gaps);
    }

    /** Standing of the confirmation. */
    public enum Standing {
        /** Nothing is signed. */
        NO_AGREEMENT,
        /** The parties can apply. */
        OPEN,
        /** The court has the application. */
        FILED,
        /** The court confirmed the agreement. */
        GRANTED,
        /** The court refused. */
        REFUSED,
        /** The mediation ended without an application, or the case left it. */
        CLOSED
    }

    /** Competence of a court (民事诉讼法 art. 205). */
    public enum Competence {
        /** The court that asked the centre to mediate. */
        COURT_THAT_ASKED,
        /** The basic court where a party lives. */
        DOMICILE_OF_A_PARTY,
        /** The basic court where the thing is that the dispute is about. */
        PLACE_OF_THE_SUBJECT,
        /** The basic court where the mediating body is. */
        PLACE_OF_THE_ORGANISATION
    }

    /** Lack of something that an application needs. */
    public enum Lack {
        /** No agreement is signed. */
        AGREEMENT,
        /** The time to apply is over. */
        TIME,
        /** There is something in it that a court does not confirm. */
        CONFIRMABLE_SUBJECT,
        /** No paper of the agreement, or of the record of an oral one, was issued. */
        PAPER,
        /** It is not known by which document a party is identified. */
        IDENTITY,
        /** It is not known where a party lives. */
        ADDRESS,
        /** It is not known how a party is reached. */
        CONTACT
    }

    /**
     * Gap in an application.
     *
     * @param article the law and its article
     * @param partyId whose data it is; null if it is nobody's
     */
    public record Gap(Lack lack, String article, @Nullable String partyId) {}

    /** Returns whether an application could be made now and would be complete. */
    public boolean isReady() {
        return standing == Standing.OPEN && gaps.isEmpty();
    }

    /** Returns how the case stands at this time. */
    public static Readiness of(Mediation state, Instant at, MediationRules rules) {
        return switch (state.proceeding()) {
            case NotOpened _, FastTrack _ -> without(Standing.NO_AGREEMENT, at, rules);
            case AwaitingApplication p -> open(p, state, at, rules);
            case ConfirmationPending p -> ended(Standing.FILED, p.agreement());
            case ConcludedAgreed p ->
                ended(
                        switch (p.result()) {
                            case CONFIRMED -> Standing.GRANTED;
                            case CONFIRMATION_REFUSED -> Standing.REFUSED;
                            case AGREED, FAILED, REFUSED -> Standing.CLOSED;
                        },
                        p.agreement());
            case Discontinued p when p.agreement() != null -> ended(Standing.CLOSED, p.agreement());
            case Mediated _ -> without(Standing.NO_AGREEMENT, at, rules);
        };
    }

    private static Readiness without(Standing standing, Instant at, MediationRules rules) {
        var articles = rules.confirmationArticles(rules.dayOf(at));
        return new Readiness(standing, List.of(), null, List.of(), List.of(gap(Lack.AGREEMENT, articles, null)));
    }

    private static Readiness ended(Standing standing, Agreement agreement) {
        return new Readiness(standing, applicants(agreement), null, List.of(), List.of());
    }

    private static Readiness open(AwaitingApplication p, Mediation state, Instant at, MediationRules rules) {
        var agreement = p.agreement();
        var articles = rules.confirmationArticles(rules.dayOf(at));
        var ends = rules.confirmationWindowEnds(agreement.takesEffectOn());
        var gaps = new ArrayList<Gap>();
        if (!at.isBefore(ends)) {
            gaps.add(gap(Lack.TIME, articles, null));
        }
        if (!rules.isConfirmable(agreement.matters(), agreement.takesEffectOn())) {
            gaps.add(gap(Lack.CONFIRMABLE_SUBJECT, articles, null));
        }
        if (state.documents().all().stream().noneMatch(Readiness::isThePaper)) {
            gaps.add(gap(Lack.PAPER, articles, null));
        }
        for (var partyId : applicants(agreement)) {
            var known = state.file().of(partyId);
            missing(known.map(PersonFile::idNumber), Lack.IDENTITY, articles, partyId, gaps);
            missing(known.map(PersonFile::address), Lack.ADDRESS, articles, partyId, gaps);
            missing(known.map(PersonFile::phone), Lack.CONTACT, articles, partyId, gaps);
        }
        return new Readiness(
                Standing.OPEN, applicants(agreement), rules.dayBefore(ends), courts(state.mandate()), gaps);
    }

    private static void missing(
            Optional<?> known, Lack lack, Map<Lack, String> articles, String partyId, List<Gap> gaps) {
        if (known.isEmpty()) {
            gaps.add(gap(lack, articles, partyId));
        }
    }

    private static boolean isThePaper(Documents.Document document) {
        return switch (document.issued().kind()) {
            case AGREEMENT, ORAL_AGREEMENT -> true;
            case CONFIRMATION_APPLICATION, PROOF_OF_SERVICE -> false;
        };
    }

    private static List<Competence> courts(@Nullable Mandate mandate) {
        return mandate != null && mandate.isOfTheCourt()
                ? List.of(Competence.COURT_THAT_ASKED)
                : List.of(
                        Competence.DOMICILE_OF_A_PARTY,
                        Competence.PLACE_OF_THE_SUBJECT,
                        Competence.PLACE_OF_THE_ORGANISATION);
    }

    private static List<String> applicants(Agreement agreement) {
        return agreement.signedBy().stream().sorted().toList();
    }

    private static Gap gap(Lack lack, Map<Lack, String> articles, @Nullable String partyId) {
        return new Gap(lack, Objects.requireNonNull(articles.get(lack), lack::name), partyId);
    }
}
