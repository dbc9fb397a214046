package org.fengqiao.routing.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.Duties;
import org.fengqiao.routing.model.Duty;
import org.fengqiao.routing.view.DutyList;
import org.fengqiao.routing.view.DutyStatus;

/**
 * A duty of a unit as it stands, as much of it as the caller may see.
 *
 * @param consultation whose plan says so; null if the lead asked for it
 * @param lead the unit that led the case and asked for it; null if a plan says so
 * @param what null if the caller may not see it
 * @param worker who has it in hand, or had when it was done; null if nobody does
 * @param claimedAt since when; null if nobody has
 * @param claimBy when somebody must have it in hand, or had to; null if somebody has
 * @param raisedTo who has to see to it as well, since nobody had it in hand in time; null if none has
 * @param reason why the unit gave it back, or why it was dropped; null if nobody said, or the caller may not see it
 * @param result what was done; null unless it is done
 * @param endedAt when it was done, or was no longer owed; null while it is
 */
public record DutyShown(
        int duty,
        @Nullable Integer consultation,
        @Nullable String lead,
        String unit,
        @Nullable String what,
        LocalDate dueOn,
        DutyStatus status,
        @Nullable String worker,
        @Nullable Instant claimedAt,
        @Nullable Instant claimBy,
        @Nullable String raisedTo,
        @Nullable String reason,
        @Nullable String result,
        @Nullable Instant endedAt) {

    /** Returns the duties in a case, first to last. */
    static List<DutyShown> of(Duties duties, Deadlines deadlines, Disclosed disclosed) {
        return duties.all().stream().map(duty -> of(duty, deadlines, disclosed)).toList();
    }

    private static DutyShown of(Duty duty, Deadlines deadlines, Disclosed disclosed) {
        var order = duty.order();
        var claimed = duty instanceof Duty.Claimed it ? it : null;
        var done = duty instanceof Duty.Done it ? it : null;
        return new DutyShown(
                order.number(),
                order.consultation(),
                order.lead(),
                order.unit(),
                words(order.what(), disclosed),
                order.dueOn(),
                DutyStatus.of(duty),
                claimed != null ? claimed.worker() : done != null ? done.worker() : null,
                claimed == null ? null : claimed.claimedAt(),
                DutyList.claimBy(duty, deadlines),
                duty instanceof Duty.Unclaimed unclaimed ? unclaimed.raisedTo() : null,
                switch (duty) {
                    case Duty.Returned it -> words(it.reason(), disclosed);
                    case Duty.Cancelled it -> words(it.reason(), disclosed);
                    case Duty.Assigned _, Duty.Claimed _, Duty.Done _ -> null;
                },
                done == null ? null : words(done.result(), disclosed),
                switch (duty) {
                    case Duty.Done it -> it.doneAt();
                    case Duty.Cancelled it -> it.cancelledAt();
                    case Duty.Owed _ -> null;
                });
    }

    private static @Nullable String words(@Nullable PersonalText text, Disclosed disclosed) {
        return disclosed.text(PersonalKind.NARRATIVE, text);
    }
}
