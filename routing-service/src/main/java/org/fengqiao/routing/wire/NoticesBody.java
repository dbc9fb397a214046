package org.fengqiao.routing.wire;

import java.util.List;
import java.util.UUID;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.routing.model.Supervision;

/**
 * The notices in one case.
 *
 * @param version the number of the case's events in this service
 * @param items oldest first
 */
public record NoticesBody(UUID caseId, long version, List<NoticeOfCase> items) {

    public NoticesBody {
        items = List.copyOf(items);
    }

    /** The notices as they stand, as much of them as the caller may see. */
    public static NoticesBody of(UUID caseId, long version, Supervision supervision, Disclosed disclosed) {
        return new NoticesBody(
                caseId,
                version,
                supervision.notices().stream()
                        .map(notice -> NoticeOfCase.of(notice, disclosed))
                        .toList());
    }
}
