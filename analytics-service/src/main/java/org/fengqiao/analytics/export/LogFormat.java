package org.fengqiao.analytics.export;

import java.util.function.Supplier;

import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;

/** A form in which the log is handed out, piece by piece: never more than a case of it is in memory. */
public interface LogFormat {

    /**
     * Writes the cases.
     *
     * @param cases reads them from the first one on, as often as it is asked for
     */
    Multi<Buffer> write(Supplier<Multi<ExportedCase>> cases);
}
