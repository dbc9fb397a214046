package org.fengqiao.intake.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import org.fengqiao.intake.view.KeptDocuments;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.time.Schedule;

/**
 * Deletes contents that no case names: those that a crash left behind before they were recorded, those of documents
 * that were withdrawn, and those of cases whose people were forgotten. Each content has a hash of its own, so that one
 * that is not named when it is an hour old never will be.
 */
@Singleton
public class DocumentSweep {

    /** Longer than any call lasts that keeps a content and has not recorded it yet. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private final DocumentStore store;
    private final KeptDocuments kept;

    DocumentSweep(DocumentStore store, KeptDocuments kept) {
        this.store = store;
        this.kept = kept;
    }

    /** Schedules the sweep, every hour ({@code fengqiao.documents.swept-every}). */
    void start(@Observes StartupEvent event, Schedule schedule, DocumentConfiguration configuration) {
        schedule.every(configuration.sweptEvery(), Duration.ofMinutes(1), "documents", () -> sweep(ON_ITS_WAY));
    }

    /**
     * Sweeps once. May be repeated, and done by several at once.
     *
     * @param age only what is older is swept
     */
    public Uni<Void> sweep(Duration age) {
        return EventLoop.beside(() -> list(age))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::deleteUnnamed)
                .onItem()
                .ignoreAsUni();
    }

    private List<List<String>> list(Duration age) {
        // Files are dated by the machine, whatever time is simulated.
        var before = InstantSource.system().instant().minus(age);
        var portions = new ArrayList<List<String>>();
        try {
            store.deleteDrafts(before);
            store.list(before, portions::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the documents cannot be listed", e);
        }
        return portions;
    }

    private Uni<Void> deleteUnnamed(List<String> hashes) {
        return kept.among(hashes)
                .flatMap(named -> EventLoop.beside(() -> {
                    var unnamed = new HashSet<>(hashes);
                    unnamed.removeAll(named);
                    try {
                        for (var hash : unnamed) {
                            store.delete(hash);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException("a document cannot be deleted", e);
                    }
                    return null;
                }));
    }
}
