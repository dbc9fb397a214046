package org.fengqiao.caseload.profile;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Course that a number of cases take, from registration to the end.
 *
 * @param name what happens, in a few words
 * @param cases how many cases go this way
 * @param channels the doors by which they may come; any if empty
 * @param categories what they may be about; anything if empty
 * @param frontDesk what becomes of them at the front desk
 * @param ground why they are declined; null unless they are
 * @param chapters what happens in each custody, first to last; after the last one the case rests
 * @param ending how they stand at the end of the year
 * @param withinLastDays for cases that are open at the end: how many days before it the first of them came in
 */
public record Course(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) int cases,
        List<Channel> channels,
        List<Category> categories,
        FrontDesk frontDesk,
        @Nullable String ground,
        List<Chapter> chapters,
        @JsonProperty(required = true) Ending ending,
        @Nullable Integer withinLastDays) {

    public Course {
        channels = channels == null ? List.of() : List.copyOf(channels);
        categories = categories == null ? List.of() : List.copyOf(categories);
        frontDesk = frontDesk == null ? FrontDesk.ACCEPTED_BY_RULE : frontDesk;
        chapters = chapters == null ? List.of() : List.copyOf(chapters);
    }

    /** Decision about a case at the front desk. */
    public enum FrontDesk {
        /** Complete and within the district, so the rule accepts it. */
        ACCEPTED_BY_RULE,
        /** Something is missing; a clerk looks at it and accepts it. */
        ACCEPTED_BY_CLERK,
        /** Something is missing; a clerk looks at it and declines it. */
        DECLINED,
        /** Something is missing, and it is taken back before a clerk has looked at it. */
        TAKEN_BACK,
        /** Something is missing, and no clerk has looked at it by the end of the year. */
        WAITING;

        /** Returns whether the case is accepted in the end. */
        public boolean accepts() {
            return this == ACCEPTED_BY_RULE || this == ACCEPTED_BY_CLERK;
        }
    }

    /** State of a case at the end of the year. */
    public enum Ending {
        /** Not accepted. */
        NOT_ACCEPTED,
        /** Accepted and withdrawn by the applicant, which closes it. */
        WITHDRAWN,
        /** Closed. */
        CLOSED,
        /** Accepted and not closed, or closed, come back and not closed again. */
        OPEN;

        /** Returns whether a case that ends so counts as closed. */
        public boolean isClosed() {
            return this == WITHDRAWN || this == CLOSED;
        }
    }

    /**
     * Course of one custody. Which of the three ways a case goes is routing's decision, so a chapter knows an answer
     * for each.
     *
     * @param claim how it is taken on
     * @param mediation how a mediation goes
     * @param confirmation what becomes of an agreement in court
     * @param fastTrack how the tribunal decides
     * @param petition how a petition is answered
     * @param afterwards what the revisit finds once the case is closed
     * @param relief the relief that the applicant gets besides; none if empty
     */
    public record Chapter(
            Claim claim,
            Mediation mediation,
            Confirmation confirmation,
            FastTrack fastTrack,
            Petition petition,
            Afterwards afterwards,
            List<Relief> relief) {

        /** Chapter that is played unless the profile says otherwise. */
        public static final Chapter USUAL = new Chapter(null, null, null, null, null, null, null);

        public Chapter {
            claim = claim == null ? Claim.PROMPT : claim;
            mediation = mediation == null ? Mediation.AGREED : mediation;
            confirmation = confirmation == null ? Confirmation.NOT_ASKED : confirmation;
            fastTrack = fastTrack == null ? FastTrack.ADJUDICATED : fastTrack;
            petition = petition == null ? Petition.EXPLAINED : petition;
            afterwards = afterwards == null ? Afterwards.SATISFIED : afterwards;
            relief = relief == null ? List.of() : List.copyOf(relief);
        }
    }

    /** Way in which a unit takes on a case. */
    public enum Claim {
        /** In time. */
        PROMPT,
        /** Nobody claims it in time; it escalates, and the next unit claims it. */
        ESCALATED,
        /** The first unit returns it; the next one claims it. */
        RETURNED,
        /**
         * Two units return it, or it goes round in circles: a consultation decides who has it, and that unit claims it.
         */
        CONSULTED,
        /** A dispatcher overrules the triage and sends it to a department, which handles it. */
        SENT_TO_DEPARTMENT,
        /** A dispatcher overrules the triage: what the applicant needs is relief. */
        SENT_TO_RELIEF
    }

    /** Course of a mediation. */
    public enum Mediation {
        AGREED,
        REFUSED,
        FAILED,
        /** Not ended at the end of the year. */
        UNDER_WAY
    }

    /** Result of the judicial confirmation of an agreement. */
    public enum Confirmation {
        NOT_ASKED,
        GRANTED,
        REFUSED,
        /** The parties meant to ask and let the time pass. */
        LAPSED,
        /** The court was asked and has not answered at the end of the year. */
        UNANSWERED
    }

    /** Decision of the tribunal. */
    public enum FastTrack {
        ADJUDICATED,
        SETTLED,
        DISMISSED,
        /** Not decided at the end of the year. */
        UNDER_WAY
    }

    /** Course of a petition: of what kind it is, how it is answered, and what the petitioner makes of that. */
    public enum Petition {
        SUPPORTED("OPINION", "SUPPORTED", 0),
        EXPLAINED("OPINION", "EXPLAINED", 0),
        NOT_SUPPORTED("OPINION", "NOT_SUPPORTED", 0),
        /** A suggestion, which is adopted. */
        ADOPTED("SUGGESTION", "ADOPTED", 0),
        /** It belongs to a court, and is led there. */
        LED_ON("LITIGATION", "LED_ON", 0),
        /** Whoever handles it has an interest, and another one takes the place. */
        RECUSED("OPINION", "SUPPORTED", 0),
        /** Not supported, and the review upholds that. */
        REVIEWED("OPINION", "NOT_SUPPORTED", 1),
        /** Not supported, and upheld twice: the matter is final. */
        SECOND_REVIEWED("OPINION", "NOT_SUPPORTED", 2),
        /** Not answered at the end of the year. */
        UNDER_WAY("OPINION", "SUPPORTED", 0);

        private final String kind;
        private final String result;
        private final int reviews;

        Petition(String kind, String result, int reviews) {
            this.kind = kind;
            this.result = result;
            this.reviews = reviews;
        }

        /** Returns of what kind it is. */
        public String kind() {
            return kind;
        }

        /** Returns how it is answered. */
        public String result() {
            return result;
        }

        /** Returns how many reviews the petitioner asks for. */
        public int reviews() {
            return reviews;
        }

        /** Returns whether the answer has a time. */
        public boolean isTimed() {
            return kind.equals("OPINION");
        }
    }

    /** Relief that is applied for, referred, accepted and given; or refused. */
    public enum Relief {
        LEGAL_AID("LEGAL_AID", "NO_MEANS", "LEGAL_AID_INSTITUTION", "区法律援助中心", "REPRESENTATION", null),
        COUNSELLING("COUNSELLING", "DISTRESS", "COUNSELLING_SERVICE", "区心理服务中心", "COUNSELLING", null),
        SOCIAL_ASSISTANCE("SOCIAL_ASSISTANCE", "SUDDEN_BLOW", "STREET_OFFICE", "街道救助窗口", "MONEY", "3000.00"),
        JUDICIAL_ASSISTANCE(
                "JUDICIAL_ASSISTANCE", "UNPAID_VICTIM", "POLITICAL_LEGAL_COMMITTEE", "区委政法委", "MONEY", "8000.00"),
        /** The institution finds that the applicant has the means. */
        LEGAL_AID_REFUSED("LEGAL_AID", "NO_MEANS", "LEGAL_AID_INSTITUTION", "区法律援助中心", null, null);

        private final String kind;
        private final String ground;
        private final String body;
        private final String name;
        private final @Nullable String form;
        private final @Nullable String amount;

        Relief(String kind, String ground, String body, String name, @Nullable String form, @Nullable String amount) {
            this.kind = kind;
            this.ground = ground;
            this.body = body;
            this.name = name;
            this.form = form;
            this.amount = amount;
        }

        /** Returns whether it is delivered, on a ground of hardship by the rules of relief. */
        public boolean isForHardship() {
            return this != COUNSELLING && this != LEGAL_AID_REFUSED;
        }

        /** Returns its kind. */
        public String kind() {
            return kind;
        }

        /** Returns the ground on which it is asked for. */
        public String ground() {
            return ground;
        }

        /** Returns the kind of body to which it is referred. */
        public String body() {
            return body;
        }

        /** Returns that body's name. */
        public String bodyName() {
            return name;
        }

        /** Returns in what form it is given; null if it is refused. */
        public @Nullable String form() {
            return form;
        }

        /** Returns how much it is; null unless it is money. */
        public @Nullable String amount() {
            return amount;
        }
    }

    /** Finding of the revisit. */
    public enum Afterwards {
        /** The parties are content and have done what they agreed. */
        SATISFIED,
        /** Nobody could be reached. */
        UNREACHABLE,
        /** Discontent; the case comes back. */
        DISSATISFIED,
        /** Content, but there is new trouble; the case comes back. */
        NEW_TROUBLE,
        /**
         * An obligation is breached before the revisit; the case comes back. Where nothing is owed, the parties are
         * discontent.
         */
        BREACHED,
        /** The year ends before the revisit. */
        NOT_REVISITED
    }

    /** Returns whether these cases are accepted. */
    boolean isAccepted() {
        return frontDesk.accepts();
    }
}
