package org.fengqiao.kernel.legalclock;

import java.util.Objects;

/**
 * Debt between the centre and a partner that a deadline is about: an obligation has the clock of its deadline and no
 * other.
 *
 * @param by who owes it
 * @param partner the partner's name, as its topics have it, such as {@code petition-office}
 * @param what is owed
 * @param reference by which the partner knows the matter: its own reference, or the id of a filing or of an outward
 *     referral
 */
public record Owed(Debtor by, String partner, Matter what, String reference) {

    public Owed {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(partner, "partner");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(reference, "reference");
    }

    /** Side that owes. */
    public enum Debtor {
        /** The centre owes it to the partner. */
        CENTRE,
        /** The partner owes it to the centre. */
        PARTNER
    }

    /** Subject of an obligation. */
    public enum Matter {
        /** The acceptance or refusal of a referral or an appointment. */
        ACKNOWLEDGEMENT,
        /** The result of a case that was referred. */
        RESULT,
        /** The answer to a question. */
        ANSWER,
        /** The decision on what was filed, referred or objected to. */
        DECISION
    }

    /** Returns what the centre owes to that partner. */
    public static Owed byCentre(String partner, Matter what, String reference) {
        return new Owed(Debtor.CENTRE, partner, what, reference);
    }

    /** Returns what that partner owes to the centre. */
    public static Owed byPartner(String partner, Matter what, String reference) {
        return new Owed(Debtor.PARTNER, partner, what, reference);
    }
}
