package org.fengqiao.routing.view;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.routing.view.Waiting.Why;

/**
 * Words for the reasons for which something waits in an inbox.
 *
 * @param why one for each
 */
public record InboxWords(Map<Why, Bilingual> why) {

    /** @throws IllegalArgumentException that names the reasons without words */
    public InboxWords {
        why = Map.copyOf(why);
        var missing = EnumSet.allOf(Why.class);
        missing.removeAll(why.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("inbox: no words for " + missing);
        }
    }

    /** Returns the words for a reason. */
    public Bilingual of(Why reason) {
        return Objects.requireNonNull(why.get(reason));
    }
}
