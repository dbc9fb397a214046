package org.fengqiao.intake.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.StandingAsked;
import org.fengqiao.intake.model.IntakeEvent.StandingTold;

/**
 * Standings of a matter elsewhere: what the court and the petition office say of it when the front desk asks.
 *
 * @param inquiries first to last
 */
public record Standings(List<Inquiry> inquiries) {

    public Standings {
        inquiries = List.copyOf(inquiries);
    }

    /** Standing of a matter with a partner. */
    public enum Standing {
        /** The partner does not have it. */
        NONE,
        /** The partner has it, and has not decided. */
        PENDING,
        /** The partner has decided, and nothing more can be brought against that. */
        FINAL
    }

    /**
     * An inquiry.
     *
     * @param told what the partner said last; null as long as it has said nothing
     */
    public record Inquiry(StandingAsked asked, @Nullable StandingTold told) {}

    static Standings none() {
        return new Standings(List.of());
    }

    /** Returns what a partner said last of the matter; empty if it has said nothing. */
    public Optional<StandingTold> lastOf(Partner partner) {
        return inquiries.reversed().stream()
                .filter(one -> one.asked().partner() == partner && one.told() != null)
                .findFirst()
                .map(Inquiry::told);
    }

    Optional<Inquiry> find(Partner partner, String inquiryId) {
        return inquiries.stream()
                .filter(one -> one.asked().partner() == partner
                        && one.asked().inquiryId().equals(inquiryId))
                .findFirst();
    }

    boolean awaitsWordOf(Partner partner) {
        return inquiries.stream().anyMatch(one -> one.asked().partner() == partner && one.told() == null);
    }

    Standings asked(StandingAsked e) {
        var more = new ArrayList<>(inquiries);
        more.add(new Inquiry(e, null));
        return new Standings(more);
    }

    Standings told(StandingTold e) {
        return new Standings(inquiries.stream()
                .map(one -> one.asked().number() == e.number() ? new Inquiry(one.asked(), e) : one)
                .toList());
    }
}
