package org.fengqiao.kernel.legalclock;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRefused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRequested;
import org.fengqiao.kernel.legalclock.DeadlineOrder.GrantExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.RefuseExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.RequestExtension;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Granted;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Lapsed;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Pending;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Refused;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.ReportedTime;

/**
 * Decisions about more time for a deadline: two acts of two people where its rule names an approver, and one where the
 * parties agree on it themselves. What the rule allows is asked at the request and again at the grant.
 */
final class ExtensionDecider {

    private final LegalClock clock;

    ExtensionDecider(LegalClock clock) {
        this.clock = clock;
    }

    Decision<DeadlineEvent> request(RequestExtension order, @Nullable Deadline deadline) {
        if (deadline == null) {
            return refuse(DeadlineRefusal.NO_SUCH_DEADLINE);
        }
        if (isKnown(order, deadline)) {
            return alreadyTrue();
        }
        var wish =
                new Wish(deadline, clock.ruleOf(deadline).extension(), order.count(), order.partyToldAt(), order.at());
        return Wish.AT_THE_REQUEST.judge(
                wish,
                () -> accept(
                        wish.limits().byConsentOfTheParties()
                                ? extended(wish, order.reason(), order.by(), null)
                                : new ExtensionRequested(
                                        order.name(),
                                        order.count(),
                                        wish.limits().unit(),
                                        order.reason(),
                                        order.partyToldAt(),
                                        order.by(),
                                        order.at())));
    }

    Decision<DeadlineEvent> grant(GrantExtension order, @Nullable Deadline deadline) {
        return decide(deadline, request -> switch (request) {
            case Pending(var requested)
            when requested.requestedBy().equals(order.by()) -> refuse(DeadlineRefusal.OWN_REQUEST);
            case Pending(var requested) -> granted(requested, order, Objects.requireNonNull(deadline));
            case Granted _ -> alreadyTrue();
            case Refused _, Lapsed _ -> refuse(DeadlineRefusal.EXTENSION_DECIDED);
        });
    }

    private Decision<DeadlineEvent> granted(ExtensionRequested requested, GrantExtension order, Deadline deadline) {
        var wish = new Wish(
                deadline, clock.ruleOf(deadline).extension(), requested.count(), requested.partyToldAt(), order.at());
        return Wish.AT_THE_GRANT.judge(
                wish, () -> accept(extended(wish, requested.reason(), requested.requestedBy(), order.by())));
    }

    Decision<DeadlineEvent> refuseRequest(RefuseExtension order, @Nullable Deadline deadline) {
        return decide(deadline, request -> switch (request) {
            case Pending(var requested)
            when requested.requestedBy().equals(order.by()) -> refuse(DeadlineRefusal.OWN_REQUEST);
            case Pending _ -> accept(new ExtensionRefused(order.name(), order.reason(), order.by(), order.at()));
            case Refused _ -> alreadyTrue();
            case Granted _, Lapsed _ -> refuse(DeadlineRefusal.EXTENSION_DECIDED);
        });
    }

    private static Decision<DeadlineEvent> decide(
            @Nullable Deadline deadline, Function<ExtensionRequest, Decision<DeadlineEvent>> decision) {
        if (deadline == null) {
            return refuse(DeadlineRefusal.NO_SUCH_DEADLINE);
        }
        var request = deadline.lastRequest();
        return request == null ? refuse(DeadlineRefusal.NO_EXTENSION_REQUESTED) : decision.apply(request);
    }

    /**
     * Returns whether the same person said the same at the same time and it was not refused. The reason doesn't count:
     * once it is recorded nobody here can read it.
     */
    private static boolean isKnown(RequestExtension order, Deadline deadline) {
        return switch (deadline.lastRequest()) {
            case Pending(var requested) -> isSame(order, requested);
            case Granted(var requested, var _) -> isSame(order, requested);
            case Refused _, Lapsed _ -> false;
            case null -> deadline.extensions().stream().anyMatch(extension -> isSame(order, extension));
        };
    }

    private static boolean isSame(RequestExtension order, ExtensionRequested requested) {
        return requested.count() == order.count()
                && requested.requestedBy().equals(order.by())
                && requested.requestedAt().equals(order.at())
                && Objects.equals(requested.partyToldAt(), order.partyToldAt());
    }

    /** Returns whether the order is that of the extension, to which the parties agreed. */
    private static boolean isSame(RequestExtension order, GrantedExtension extension) {
        return extension.approvedBy() == null
                && extension.length().count() == order.count()
                && extension.requestedBy().equals(order.by())
                && extension.extendedAt().equals(order.at())
                && Objects.equals(extension.partyToldAt(), order.partyToldAt());
    }

    private DeadlineExtended extended(Wish wish, PersonalText reason, String requestedBy, @Nullable String approvedBy) {
        var deadline = wish.deadline();
        var granted = new GrantedExtension(
                new Length(wish.count(), wish.limits().unit()),
                reason,
                requestedBy,
                approvedBy,
                wish.partyToldAt(),
                wish.at());
        var extensions = new ArrayList<>(deadline.extensions());
        extensions.add(granted);
        // While the clock stands: due as it was when it stopped, and the extension. The resumption will move it on.
        var dueAt = clock.dueAt(deadline, LegalClock.ended(deadline.pauses()), extensions);
        return new DeadlineExtended(
                deadline.name(),
                wish.count(),
                granted.length().unit(),
                reason,
                requestedBy,
                approvedBy,
                wish.partyToldAt(),
                wish.at(),
                dueAt,
                clock.warnAt(deadline, dueAt));
    }

    /**
     * More time, as far as the rule decides about it.
     *
     * @param extension what the rule allows; null if it allows none
     * @param partyToldAt when the party was told; null if it was not
     * @param at when it is asked for, or granted
     */
    private record Wish(
            Deadline deadline,
            Rule.@Nullable Extension extension,
            int count,
            @Nullable Instant partyToldAt,
            Instant at) {

        private static final Condition<Wish> WITHIN_THE_RULE = inOrder(
                require(Wish::isOfAnOpenDeadline, DeadlineRefusal.ENDED),
                require(wish -> wish.extension() != null, DeadlineRefusal.NOT_EXTENDABLE),
                require(Wish::isOfAnAllowedLength, DeadlineRefusal.EXTENSION_TOO_LONG));

        private static final Condition<Wish> IN_TIME = inOrder(
                require(Wish::toldTheParty, DeadlineRefusal.PARTY_NOT_TOLD),
                require(Wish::toldAfterTheStart, DeadlineRefusal.PARTY_TOLD_BEFORE_THE_START),
                require(Wish::toldBefore, DeadlineRefusal.PARTY_TOLD_IN_THE_FUTURE),
                require(Wish::isBeforeTheDue, DeadlineRefusal.PASSED),
                require(Wish::isOneOfThoseAllowed, DeadlineRefusal.EXTENSIONS_USED_UP));

        static final Condition<Wish> AT_THE_REQUEST =
                inOrder(WITHIN_THE_RULE, require(Wish::isTheOnlyOne, DeadlineRefusal.EXTENSION_PENDING), IN_TIME);

        static final Condition<Wish> AT_THE_GRANT = inOrder(WITHIN_THE_RULE, IN_TIME);

        Rule.Extension limits() {
            return Objects.requireNonNull(extension, "the rule allows extensions");
        }

        private boolean isOfAnOpenDeadline() {
            return deadline.state().isOpen();
        }

        private boolean isOfAnAllowedLength() {
            var atMost = limits().atMost();
            return count >= 1 && (atMost == null || count <= atMost);
        }

        private boolean isTheOnlyOne() {
            return !deadline.awaitsApproval();
        }

        private boolean toldTheParty() {
            return !limits().partyMustBeTold() || partyToldAt != null;
        }

        private boolean toldAfterTheStart() {
            return partyToldAt == null || !partyToldAt.isBefore(deadline.startedAt());
        }

        private boolean toldBefore() {
            return partyToldAt == null || !new ReportedTime(partyToldAt, at).isStillToCome();
        }

        private boolean isBeforeTheDue() {
            return deadline.state() == DeadlineState.PAUSED || !LegalClock.passed(deadline, at);
        }

        private boolean isOneOfThoseAllowed() {
            var times = limits().times();
            return times == null || deadline.extensions().size() < times;
        }
    }
}
