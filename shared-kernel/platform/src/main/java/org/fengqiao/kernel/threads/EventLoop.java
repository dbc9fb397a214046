package org.fengqiao.kernel.threads;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** The threads on which calls and polls are handled, each for many of them: what takes long is done beside them. */
public final class EventLoop {

    private EventLoop() {}

    /**
     * Does work on a worker thread, and goes on where it was asked. On a thread that is no event loop's it is done
     * there and then.
     *
     * @param work takes the processor for milliseconds, or waits for a device; must not touch a database session
     */
    public static <T> Uni<T> beside(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            return context == null
                    ? Uni.createFrom().item(work)
                    : Uni.createFrom()
                            .completionStage(
                                    context.executeBlocking(work::get, false).toCompletionStage());
        });
    }

    /**
     * Does work on the event loop of this call, where databases are asked: at once if that is where this is, else from
     * there. A call that reads a file is handled on a worker thread.
     */
    public static <T> Uni<T> on(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            return context == null || Context.isOnEventLoopThread()
                    ? work.get()
                    : Uni.createFrom()
                            .<Boolean>emitter(there -> context.runOnContext(_ -> there.complete(true)))
                            .flatMap(_ -> work.get());
        });
    }

    /** Completes after this time, and goes on where it was asked; until then no thread waits. */
    public static Uni<Void> after(Duration time) {
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            if (context == null) {
                return Uni.createFrom().voidItem().onItem().delayIt().by(time);
            }
            var over = new CompletableFuture<@Nullable Void>();
            context.owner().setTimer(time.toMillis(), _ -> context.runOnContext(_ -> over.complete(null)));
            return Uni.createFrom().completionStage(over);
        });
    }
}
