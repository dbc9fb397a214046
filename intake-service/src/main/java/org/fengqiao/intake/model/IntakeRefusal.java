package org.fengqiao.intake.model;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.Decision.Nature;

/** Why intake refuses a command. The codes are part of the published contract. */
public enum IntakeRefusal implements Decision.Refusal {
    NOT_REGISTERED(
            "intake.not-registered",
            "No case is registered here; register it or check the id or reference.",
            Nature.UNKNOWN),
    ALREADY_ACCEPTED("intake.already-accepted", "The case is accepted, so it can be withdrawn but not declined."),
    ALREADY_DECLINED("intake.already-declined", "The case was declined; a new registration is needed."),
    ALREADY_WITHDRAWN("intake.already-withdrawn", "The case was withdrawn; a new registration is needed."),
    TOO_MANY_REPRESENTATIVES(
            "intake.too-many-representatives",
            "More applicants than may speak for a group: name at most as many representatives as the rules allow and give"
                    + " the number of people in groupSize.",
            Nature.UNACCEPTABLE),
    GROUP_TOO_SMALL(
            "intake.group-too-small",
            "The group is smaller than the number of its representatives; groupSize counts them too.",
            Nature.UNACCEPTABLE),
    UNKNOWN_SUBJECT("intake.unknown-subject", "Nobody in the case is called that.", Nature.UNKNOWN),
    UNDER_LEGAL_HOLD(
            "intake.under-legal-hold",
            "An authority needs the record as it is; nobody is forgotten until it is released."),
    NOT_SETTLED(
            "intake.not-settled",
            "The case is not settled: it is open, or what was agreed is still owed. Its people can be forgotten when it has been"
                    + " verified, declined or withdrawn."),
    NO_RULES_IN_FORCE("intake.no-rules-in-force", "No version of the intake rules is in force at this time.");

    private final String code;
    private final String detail;
    private final Nature nature;

    IntakeRefusal(String code, String detail) {
        this(code, detail, Nature.CONFLICT);
    }

    IntakeRefusal(String code, String detail, Nature nature) {
        this.code = code;
        this.detail = detail;
        this.nature = nature;
    }

    @Override
    public Nature nature() {
        return nature;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String detail() {
        return detail;
    }
}
