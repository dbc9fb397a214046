package org.fengqiao.keykeeping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.fengqiao.kernel.sealing.MasterKey;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.store.Rewrapping;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.UserError;

/** A take-over by a master key: nothing is wrapped under another one from then on, and what was is wrapped anew. */
final class TakeOver {

    private static final int BATCHES_BETWEEN_LINES = 20;

    private final KeyDatabase database;
    private final Console console;
    private final int batch;

    TakeOver(KeyDatabase database, Console console, int batch) {
        this.database = database;
        this.console = console;
        this.batch = batch;
    }

    /** Returns how many keys are wrapped under each master key. */
    static Map<String, Long> keysByMaster(KeyDatabase database) {
        var keys = new TreeMap<String, Long>();
        for (var count : database.masterKeys().counts().await().indefinitely()) {
            keys.merge(count.masterKeyId(), count.keys(), Long::sum);
        }
        return keys;
    }

    /**
     * Refuses, before anything is changed, if a key could not be wrapped anew.
     *
     * @param atHand the ids of the master keys that are
     */
    static void requireAtHand(Map<String, Long> keysByMaster, Map<String, MasterKey> atHand) {
        keysByMaster.forEach((id, keys) -> {
            if (!atHand.containsKey(id)) {
                throw new UserError("%d keys are wrapped under %s, which is not in what you named. Nothing was changed."
                        .formatted(keys, id));
            }
        });
    }

    /**
     * Lets a master key wrap, and wraps anew what is under others.
     *
     * @param others all that anything may be wrapped under
     * @return the command's exit code
     */
    int to(MasterKey wrapping, Map<String, MasterKey> others) {
        if (!database.masterKeys().letWrap(wrapping.id()).await().indefinitely()) {
            throw new UserError("%s is retired and never wraps again.".formatted(wrapping.id()));
        }
        var former = new ArrayList<>(others.values());
        former.removeIf(key -> key.id().equals(wrapping.id()));
        var keys = keysByMaster(database);
        keys.remove(wrapping.id());
        var total = keys.values().stream().mapToLong(Long::longValue).sum();
        console.line("%s wraps from now on; %d keys are to be wrapped anew. What is closed in boxes is not touched."
                .formatted(wrapping.id(), total));
        var subjectKeys =
                new SubjectKeys(new MasterKeys(wrapping, List.copyOf(former)), new java.security.SecureRandom());
        var batches = new int[1];
        var done = new Rewrapping(database.subjectKeys(), subjectKeys, batch).run(progress -> {
            var text = "%d of %d keys wrapped anew".formatted(progress.rewrapped(), total);
            if (++batches[0] % BATCHES_BETWEEN_LINES == 0) {
                console.milestone(text);
            } else {
                console.progress(text);
            }
        });
        console.done();
        done.altered()
                .forEach(key -> console.line("the key of subject %s, version %d, was altered and cannot be unwrapped"
                        .formatted(key.subject(), key.version())));
        console.line("%d keys wrapped anew under %s.".formatted(done.rewrapped(), wrapping.id()));
        return done.altered().isEmpty() ? 0 : CommandLines.FAILED;
    }
}
