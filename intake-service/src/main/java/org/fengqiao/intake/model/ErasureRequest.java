package org.fengqiao.intake.model;

import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;

/**
 * A request to forget a person of the case, which somebody else than who asked decides.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Pending: ErasureRequested
 *     Pending --> Granted: SubjectErased
 *     Pending --> Refused: ErasureRefused
 *     Pending --> Lapsed: ClosingRevoked or SettlementRevoked
 * }</pre>
 */
public sealed interface ErasureRequest {

    /** Returns what was asked for. */
    ErasureRequested requested();

    /** A request that nobody has decided. */
    record Pending(ErasureRequested requested) implements ErasureRequest {}

    /** A request that was granted: the person is forgotten. */
    record Granted(ErasureRequested requested, SubjectErased decision) implements ErasureRequest {}

    /** A request that was refused. */
    record Refused(ErasureRequested requested, ErasureRefused decision) implements ErasureRequest {}

    /** A request that nobody had decided when the case was opened again. */
    record Lapsed(ErasureRequested requested) implements ErasureRequest {}
}
