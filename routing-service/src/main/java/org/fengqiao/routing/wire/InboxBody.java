package org.fengqiao.routing.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.routing.view.InboxList.InboxRow;
import org.fengqiao.routing.view.InboxSight;
import org.fengqiao.routing.view.InboxWords;
import org.fengqiao.routing.view.Waiting;
import org.fengqiao.routing.view.Waiting.Act;
import org.fengqiao.routing.view.Waiting.Why;

/**
 * A page of an inbox.
 *
 * @param items what is urgent in front, then what is due first; what no clock waits for comes last
 * @param next the cursor of the next page; null on the last one
 * @param seen what this look saw, from which {@code GET /inbox/arrivals} goes on
 */
public record InboxBody(List<Item> items, @Nullable String next, String seen) {

    public InboxBody {
        items = List.copyOf(items);
    }

    /**
     * Something that waits for somebody.
     *
     * @param because the reason in words
     * @param call the path of the call by which it is done, to be sent with POST
     * @param number what it is about within the case: the number of the assignment, consultation, duty, notice …
     * @param unit the unit that it waits for; null if it waits for a person
     * @param person the person that it waits for; null if it waits for a unit
     * @param rule the deadline rule; null if no clock runs
     * @param dueAt when it is, or was, due; null if no clock runs
     * @param urgent whether somebody had to know of the case at once
     * @param street null if not known
     */
    public record Item(
            UUID caseId,
            Act act,
            Why why,
            Bilingual because,
            String call,
            int number,
            @Nullable String unit,
            @Nullable String person,
            @Nullable String rule,
            @Nullable Instant dueAt,
            boolean overdue,
            boolean urgent,
            String district,
            @Nullable String street) {

        private static Item of(InboxRow row, InboxWords words, Instant now) {
            return new Item(
                    row.caseId(),
                    row.act(),
                    row.why(),
                    words.of(row.why()),
                    row.act().path(row.caseId(), row.number()),
                    row.number(),
                    Waiting.unitOf(row.recipient()),
                    Waiting.personOf(row.recipient()),
                    row.rule(),
                    row.dueAt(),
                    row.dueAt() != null && !row.dueAt().isAfter(now),
                    row.urgent(),
                    row.district(),
                    row.street());
        }
    }

    /** Returns the page as it is answered at this time. */
    public static InboxBody of(Page<InboxRow> page, InboxSight seen, InboxWords words, Instant now) {
        return new InboxBody(
                page.items().stream().map(row -> Item.of(row, words, now)).toList(), page.next(), seen.toString());
    }
}
