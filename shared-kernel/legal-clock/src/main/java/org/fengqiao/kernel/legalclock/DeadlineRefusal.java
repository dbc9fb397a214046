package org.fengqiao.kernel.legalclock;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which the legal clock refuses an order. The codes are part of the published contract. */
public enum DeadlineRefusal implements Refusal {
    /** The case has no deadline of that name. */
    NO_SUCH_DEADLINE("deadline.unknown", Nature.UNKNOWN, "The case has no deadline of that name."),
    /** The rule was not in force on the day of the start. */
    NO_RULE_IN_FORCE(
            "deadline.no-rule-in-force",
            Nature.UNACCEPTABLE,
            "No version of the rule was in force on the day on which the deadline would start."),
    /** The rule does not allow the chosen length. */
    LENGTH_NOT_ALLOWED(
            "deadline.length-not-allowed", Nature.UNACCEPTABLE, "The rule does not allow a deadline of that length."),
    /** The deadline is met or cancelled. */
    ENDED("deadline.ended", Nature.CONFLICT, "The deadline is met or cancelled; nothing runs any more."),
    /** The due time has passed. */
    PASSED("deadline.passed", Nature.CONFLICT, "The deadline has passed; it can't be paused or extended any more."),
    /** The clock is already paused, on another ground. */
    ALREADY_PAUSED(
            "deadline.already-paused",
            Nature.CONFLICT,
            "The clock stands already, on another ground; resume it first."),
    /** A pause would begin before the start or an earlier pause, or end before it begins. */
    OUT_OF_ORDER(
            "deadline.out-of-order",
            Nature.UNACCEPTABLE,
            "A pause begins after the start and after the pause before it, and ends after it begins."),
    /** The rule does not name the ground of the pause. */
    NO_SUCH_GROUND(
            "deadline.no-such-ground", Nature.UNACCEPTABLE, "The rule names no such ground on which its clock stands."),
    /** The rule allows no extension. */
    NOT_EXTENDABLE("deadline.not-extendable", Nature.UNACCEPTABLE, "The rule allows no extension."),
    /** The extension is longer than the rule allows, or of no length. */
    EXTENSION_TOO_LONG(
            "deadline.extension-too-long", Nature.UNACCEPTABLE, "The rule allows no extension of that length."),
    /** The deadline was extended as often as the rule allows. */
    EXTENSIONS_USED_UP(
            "deadline.extensions-used-up", Nature.CONFLICT, "The deadline was extended as often as the rule allows."),
    /** More time was asked for, and nobody has decided. */
    EXTENSION_PENDING(
            "deadline.extension-pending", Nature.CONFLICT, "More time was asked for already, and nobody has decided."),
    /** Nobody asked for more time. */
    NO_EXTENSION_REQUESTED(
            "deadline.no-extension-requested", Nature.CONFLICT, "Nobody has asked for more time for the deadline."),
    /** The request was decided otherwise, or has lapsed. */
    EXTENSION_DECIDED(
            "deadline.extension-decided",
            Nature.CONFLICT,
            "The request was decided otherwise, or the deadline passed or ended before."),
    /** The one who asked for more time would decide about it. */
    OWN_REQUEST("deadline.own-request", Nature.FORBIDDEN, "Somebody else than who asked for it decides."),
    /** The rule requires that the party is told of the extension and it is not said when. */
    PARTY_NOT_TOLD(
            "deadline.party-not-told",
            Nature.UNACCEPTABLE,
            "The rule asks that the party is told of the extension; say when that was done."),
    /** The party would have been told before there was anything to extend. */
    PARTY_TOLD_BEFORE_THE_START(
            "deadline.party-told-before-the-start",
            Nature.UNACCEPTABLE,
            "The party cannot have been told of the extension before the deadline started."),
    /** The party is still to be told. */
    PARTY_TOLD_IN_THE_FUTURE(
            "deadline.party-told-in-the-future",
            Nature.UNACCEPTABLE,
            "The party cannot have been told at a time that is still to come; tell it first.");

    private final Wording wording;

    DeadlineRefusal(String code, Nature nature, String detail) {
        wording = new Wording(code, nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
