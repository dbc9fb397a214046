package org.fengqiao.kernel.legalclock;

import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRefused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRequested;

/**
 * A request for more time, which somebody else than who asked decides.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Pending: ExtensionRequested
 *     Pending --> Granted: DeadlineExtended
 *     Pending --> Refused: ExtensionRefused
 *     Pending --> Lapsed: the deadline passed or ended
 * }</pre>
 */
public sealed interface ExtensionRequest {

    /** Returns what was asked for. */
    ExtensionRequested requested();

    /** A request that nobody has decided. */
    record Pending(ExtensionRequested requested) implements ExtensionRequest {

        Granted granted(DeadlineExtended decision) {
            return new Granted(requested, decision);
        }

        Refused refused(ExtensionRefused decision) {
            return new Refused(requested, decision);
        }

        Lapsed lapsed() {
            return new Lapsed(requested);
        }
    }

    /** A request that was granted. */
    record Granted(ExtensionRequested requested, DeadlineExtended decision) implements ExtensionRequest {}

    /** A request that was refused. */
    record Refused(ExtensionRequested requested, ExtensionRefused decision) implements ExtensionRequest {}

    /** A request that nobody had decided when the deadline passed or ended. */
    record Lapsed(ExtensionRequested requested) implements ExtensionRequest {}
}
