package org.fengqiao.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Locks on files that this process holds until it ends, however that comes. */
final class HeldLocks {

    // A channel that nothing refers to is closed when garbage is collected, and its lock is gone.
    private static final Queue<FileChannel> CHANNELS = new ConcurrentLinkedQueue<>();

    private HeldLocks() {}

    /** Locks a file, which is made if it is missing; returns false if somebody else has locked it. */
    static boolean take(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        CHANNELS.add(channel);
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }
}
