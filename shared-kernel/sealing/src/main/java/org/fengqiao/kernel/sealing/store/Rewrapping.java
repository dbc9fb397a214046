package org.fengqiao.kernel.sealing.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.sealing.StoredKey.Wrapped;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.UnknownMasterKey;

/**
 * The wrapping of all subjects' keys anew under the master key that wraps now, a batch in each transaction. What was
 * sealed with them is not touched, and services go on meanwhile. After a kill it is run again and does what is left.
 */
public final class Rewrapping {

    private static final Duration BETWEEN_PASSES = Duration.ofMillis(100);

    private final SubjectKeyStore store;
    private final SubjectKeys keys;
    private final int batch;

    /**
     * Creates a piece of work to be {@link #run}.
     *
     * @param keys below the master key that took over ({@link MasterKeyStore#letWrap}), and all former ones
     * @param batch how many keys are wrapped in one transaction, at least 1
     */
    public Rewrapping(SubjectKeyStore store, SubjectKeys keys, int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("a batch has at least one key");
        }
        this.store = store;
        this.keys = keys;
        this.batch = batch;
    }

    /**
     * The progress so far.
     *
     * @param rewrapped how many keys were wrapped anew by this run
     * @param altered keys that no longer unwrap although their master key is here: somebody altered their rows. They
     *     stay as they are.
     */
    public record Progress(long rewrapped, List<Wrapped> altered) {
        public Progress {
            altered = List.copyOf(altered);
        }
    }

    /**
     * Wraps until none is left but altered ones. Waits for the database and the device; not for an event loop.
     *
     * @param told of each batch
     * @throws UnknownMasterKey if a key is under a master key that is not at hand; what was wrapped until then stays
     * @throws FormerMasterKey if yet another master key took over meanwhile
     */
    public Progress run(Consumer<Progress> told) {
        var rewrapped = 0L;
        List<Wrapped> altered;
        long passed;
        // A key that a service was just working on is left out: it never waits for us, nor we for it. The next pass has
        // it.
        do {
            altered = new ArrayList<>();
            passed = 0;
            var before = rewrapped;
            Wrapped last = null;
            for (var former = next(last); !former.isEmpty(); former = next(last)) {
                passed += former.size();
                last = former.getLast();
                rewrapped += rewrap(former, altered);
                told.accept(new Progress(rewrapped, altered));
            }
            if (passed > altered.size() && rewrapped == before) {
                LockSupport.parkNanos(BETWEEN_PASSES.toNanos());
            }
        } while (passed > altered.size());
        return new Progress(rewrapped, altered);
    }

    private List<Wrapped> next(@Nullable Wrapped last) {
        return store.underOtherThan(keys.currentMasterKeyId(), last, batch)
                .await()
                .indefinitely();
    }

    private int rewrap(List<Wrapped> former, List<Wrapped> altered) {
        var readable = new ArrayList<Wrapped>(former.size());
        var again = new ArrayList<Wrapped>(former.size());
        for (var key : former) {
            try {
                again.add(keys.rewrap(key));
                readable.add(key);
            } catch (NotAuthentic _) {
                altered.add(key);
            }
        }
        return store.rewrap(readable, again).await().indefinitely();
    }
}
