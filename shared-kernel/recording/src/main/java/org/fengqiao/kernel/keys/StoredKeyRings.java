package org.fengqiao.kernel.keys;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.sealing.KeyCache;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.StoredKey;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.SubjectKey;
import org.fengqiao.kernel.sealing.UnknownMasterKey;
import org.fengqiao.kernel.sealing.store.FormerMasterKey;
import org.fengqiao.kernel.sealing.store.MasterKeyStore;
import org.fengqiao.kernel.sealing.store.SubjectKeyStore;
import org.fengqiao.kernel.threads.EventLoop;

/**
 * Rings of keys from the cache and, for those that are not in it, from the key database. That is opened when it is
 * first asked: a service without keys needs no key database.
 */
@Singleton
public class StoredKeyRings implements KeyRings {

    /** Number of keys that are wrapped or unwrapped in less time than it takes to hand them to another thread. */
    private static final int FEW = 30;

    private final Timer sealing;
    private final Timer opening;
    private final Supplier<Kept> kept;

    StoredKeyRings(
            KeyConfiguration configuration, @ReactiveDataSource("keys") Instance<Pool> database, MeterRegistry meters) {
        this.sealing = timer(meters, "seal");
        this.opening = timer(meters, "open");
        this.kept = new Once<>(() -> Kept.of(configuration, database.get()));
    }

    /**
     * {@code fengqiao_keys_seconds}: how long it takes to bring keys, the cache's among them, for one piece of work.
     */
    private static Timer timer(MeterRegistry meters, String purpose) {
        return Timer.builder("fengqiao.keys")
                .description("Bringing the keys for one piece of work")
                .tag("to", purpose)
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    private static Uni<KeyRing> timed(Timer timer, Supplier<Uni<KeyRing>> work) {
        return Uni.createFrom().deferred(() -> {
            var begun = Timer.start();
            return work.get().onTermination().invoke(() -> begun.stop(timer));
        });
    }

    private record Once<T>(Supplier<T> maker, List<T> made) implements Supplier<T> {
        Once(Supplier<T> maker) {
            this(maker, new ArrayList<>(1));
        }

        @Override
        public T get() {
            synchronized (made) {
                if (made.isEmpty()) {
                    made.add(maker.get());
                }
                return made.getFirst();
            }
        }
    }

    /**
     * The parts that the configuration names.
     *
     * @param slow whether the master key is in a device, which a thread has to wait for
     */
    private record Kept(
            AvailableMasterKeys masters,
            SubjectKeyStore store,
            MasterKeyStore masterKeys,
            KeyCache cache,
            Suite suite,
            boolean slow) {

        static Kept of(KeyConfiguration configuration, Pool database) {
            return new Kept(
                    new AvailableMasterKeys(configuration),
                    new SubjectKeyStore(database),
                    new MasterKeyStore(database),
                    new KeyCache(configuration.cached(), configuration.cachedFor(), InstantSource.system()),
                    Suite.of(configuration.suite()),
                    configuration.device().isPresent());
        }
    }

    @Override
    public Uni<KeyRing> toSeal(Collection<SubjectId> subjects, Collection<SubjectId> fresh) {
        if (subjects.isEmpty()) {
            return Uni.createFrom().item(ring(Purpose.HANDLING_THE_CASE, Map.of(), Set.of()));
        }
        return timed(sealing, () -> bringToSeal(subjects, fresh));
    }

    private Uni<KeyRing> bringToSeal(Collection<SubjectId> subjects, Collection<SubjectId> fresh) {
        var cached = kept.get().cache().find(subjects);
        var missing = new HashSet<>(subjects);
        missing.removeAll(cached.keySet());
        var unheard = new HashSet<>(fresh);
        unheard.retainAll(missing);
        missing.removeAll(unheard);
        return kept.get().store().load(missing).flatMap(found -> {
            var known = new HashSet<SubjectId>();
            found.forEach(key -> known.add(key.subject()));
            var toMake = new ArrayList<SubjectId>(unheard);
            missing.stream().filter(subject -> !known.contains(subject)).forEach(toMake::add);
            return make(toMake)
                    .flatMap(made -> unwrap(both(found, made.stored()), made.own()))
                    .map(opened -> ring(Purpose.HANDLING_THE_CASE, both(cached, opened.keys()), opened.erased()));
        });
    }

    @Override
    public Uni<KeyRing> toOpen(Purpose purpose, Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return Uni.createFrom().item(ring(purpose, Map.of(), Set.of()));
        }
        return timed(opening, () -> bringToOpen(purpose, subjects));
    }

    private Uni<KeyRing> bringToOpen(Purpose purpose, Collection<SubjectId> subjects) {
        var cached = kept.get().cache().find(subjects);
        var missing = new HashSet<>(subjects);
        missing.removeAll(cached.keySet());
        return kept.get()
                .store()
                .load(missing)
                .flatMap(found -> unwrap(found, Map.of()))
                .map(opened -> ring(purpose, both(cached, opened.keys()), opened.erased()));
    }

    @Override
    public Uni<Void> destroy(Collection<SubjectId> subjects, Instant at) {
        return kept.get().store().destroy(subjects, at).invoke(() -> forget(subjects));
    }

    @Override
    public void forget(Collection<SubjectId> subjects) {
        kept.get().cache().forget(subjects);
    }

    /**
     * New keys.
     *
     * @param stored what is kept now
     * @param own the keys that were made here, by what would be kept of them: those need not be unwrapped
     */
    private record Made(List<StoredKey> stored, Map<? extends StoredKey, SubjectKey> own) {}

    private Uni<Made> make(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return Uni.createFrom().item(new Made(List.of(), Map.of()));
        }
        return wrapAndKeep(subjects)
                .onFailure(FormerMasterKey.class)
                .recoverWithUni(() -> wrapUnderPresentMasterKey().chain(() -> wrapAndKeep(subjects)));
    }

    private Uni<Made> wrapAndKeep(Collection<SubjectId> subjects) {
        return offTheEventLoop(subjects.size(), () -> {
                    var keys = kept.get().masters().keys();
                    var own = new LinkedHashMap<StoredKey.Wrapped, SubjectKey>();
                    for (var subject : subjects) {
                        var key = keys.make(subject, 1, kept.get().suite());
                        own.put(keys.wrap(key), key);
                    }
                    return own;
                })
                .flatMap(own -> kept.get()
                        .store()
                        .make(own.keySet(), InstantSource.system().instant())
                        .map(stored -> new Made(stored, own)));
    }

    /** Another master key took over while this process was running; the key database knows which. */
    private Uni<Void> wrapUnderPresentMasterKey() {
        return kept.get()
                .masterKeys()
                .wrapping()
                .flatMap(wrapping -> offTheEventLoop(1, () -> {
                    wrapping.ifPresent(kept.get().masters()::wrapWith);
                    return wrapping;
                }))
                .replaceWithVoid();
    }

    private record Opened(Map<SubjectId, List<SubjectKey>> keys, Set<SubjectId> erased) {}

    /**
     * Unwraps keys and keeps them in the cache.
     *
     * @param own those that were made just now and need no unwrapping. They are not kept: who is new is mostly heard of
     *     next in another service, and many new cases at once would fill the cache, and a small heap, with keys that
     *     nobody here asks for
     */
    private Uni<Opened> unwrap(List<StoredKey> stored, Map<? extends StoredKey, SubjectKey> own) {
        return offTheEventLoop(stored.size(), () -> {
            var keys = new LinkedHashMap<SubjectId, List<SubjectKey>>();
            var made = new HashSet<SubjectId>();
            var erased = new HashSet<SubjectId>();
            for (var key : stored) {
                switch (key) {
                    case StoredKey.Destroyed destroyed -> erased.add(destroyed.subject());
                    case StoredKey.Wrapped wrapped -> {
                        var known = own.get(wrapped);
                        if (known != null) {
                            made.add(wrapped.subject());
                        }
                        keys.computeIfAbsent(wrapped.subject(), _ -> new ArrayList<>())
                                .add(known == null ? unwrap(wrapped) : known);
                    }
                }
            }
            keys.keySet().removeAll(erased);
            keys.forEach((subject, versions) -> {
                if (!made.contains(subject)) {
                    kept.get().cache().keep(subject, versions);
                }
            });
            return new Opened(keys, erased);
        });
    }

    /**
     * Unwraps a key, which may be wrapped under a master key that took over after this process had looked for its own.
     */
    private SubjectKey unwrap(StoredKey.Wrapped wrapped) {
        var masters = kept.get().masters();
        try {
            return masters.keys().unwrap(wrapped);
        } catch (UnknownMasterKey unknown) {
            return masters.learn(unknown.id()).unwrap(wrapped);
        }
    }

    /**
     * Does work elsewhere if it takes long: a device lets a thread wait; a file does not, but a poll's keys keep the
     * processor busy for tens of milliseconds.
     */
    private <T> Uni<T> offTheEventLoop(int keys, Supplier<T> work) {
        return kept.get().slow() || keys > FEW
                ? EventLoop.beside(work)
                : Uni.createFrom().item(work);
    }

    private static KeyRing ring(Purpose purpose, Map<SubjectId, List<SubjectKey>> keys, Set<SubjectId> erased) {
        return new KeyRing(purpose, keys.values().stream().flatMap(List::stream).toList(), erased);
    }

    private static List<StoredKey> both(List<StoredKey> some, List<StoredKey> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static Map<SubjectId, List<SubjectKey>> both(
            Map<SubjectId, List<SubjectKey>> some, Map<SubjectId, List<SubjectKey>> others) {
        var all = new LinkedHashMap<>(some);
        all.putAll(others);
        return all;
    }
}
