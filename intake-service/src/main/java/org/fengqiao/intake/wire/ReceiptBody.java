package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.value.Bilingual;

/**
 * The party's own case.
 *
 * @param goTo where to go instead; null unless the case was declined
 */
public record ReceiptBody(
        UUID caseId,
        IntakeStatus status,
        Words words,
        @Nullable Bilingual goTo,
        List<Step> steps) {

    /** One thing in two languages. */
    public record Words(String zh, String en) {}

    /** Step in the case, and its time. */
    public record Step(Instant at, Words what) {

        private static Optional<Step> of(EventRow event) {
            var words = switch (event.type()) {
                case "fengqiao.intake.case-registered.v1" -> new Words("已登记", "Registered");
                case "fengqiao.intake.case-accepted.v1" -> new Words("已受理", "Accepted");
                case "fengqiao.intake.case-declined.v1" -> new Words("不予受理", "Declined");
                case "fengqiao.intake.case-withdrawn.v1" -> new Words("已撤回", "Withdrawn");
                case "fengqiao.intake.repeat-linked.v1" -> new Words("与另案合并办理", "Carried on under another case");
                case "fengqiao.intake.repeat-unlinked.v1" -> new Words("恢复单独办理", "Goes on by itself again");
                default -> null; // what partners were told is not the party's business
            };
            return Optional.ofNullable(words).map(what -> new Step(event.occurredAt(), what));
        }
    }

    /**
     * The case and those of its events that are the party's business.
     *
     * @param elsewhere what became of it under the case that carries it on; empty if it goes on by itself
     */
    public static ReceiptBody of(
            UUID caseId, IntakeStatus status, @Nullable Bilingual goTo, Stream<EventRow> events, List<Step> elsewhere) {
        return new ReceiptBody(
                caseId,
                status,
                new Words(status.zh(), status.en()),
                goTo,
                Stream.concat(events.flatMap(event -> Step.of(event).stream()), elsewhere.stream())
                        .toList());
    }
}
