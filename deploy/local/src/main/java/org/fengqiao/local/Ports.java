package org.fengqiao.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Ports that have to be different and free before anything is started. */
final class Ports {

    private static final int LOWEST = 15_000;
    private static final int FIRST_OF_CLIENTS = 32_768;
    private static final int TRIES = 1_000;
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

    private Ports() {}

    /**
     * Makes sure that no two want the same port, so that nothing is started, built or thrown away before it is said.
     *
     * @param wanted the ports by who wants them
     * @throws UserError about the first that is wanted twice
     */
    static void requireDifferent(Map<String, Integer> wanted) {
        var takers = new HashMap<Integer, String>();
        wanted.forEach((who, port) -> {
            var other = takers.putIfAbsent(port, who);
            if (other != null) {
                throw new UserError("Port %d can't be that of both %s and %s. Choose another with --port %s=NUMBER."
                        .formatted(port, other, who, who));
            }
        });
    }

    /**
     * Makes sure that every port is free now.
     *
     * @param wanted the ports by who wants them
     * @throws UserError about the first that is taken
     */
    static void requireFree(Map<String, Integer> wanted) {
        wanted.forEach((who, port) -> {
            if (!isFree(port)) {
                throw new UserError(("Port %d, which %s listens on, is taken by another program."
                                + " Choose another with --port %s=NUMBER.")
                        .formatted(port, who, who));
            }
        });
    }

    /**
     * Returns a free port below those that systems give to outgoing connections: it is listened on half a minute later.
     *
     * @param chosen those that are taken although nobody listens on them yet
     * @throws UserError if there is none
     */
    static int free(Collection<Integer> chosen) {
        for (var tries = 0; tries < TRIES; tries++) {
            var port = RANDOM.nextInt(LOWEST, FIRST_OF_CLIENTS);
            if (!chosen.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new UserError("No free port was found from %d to %d.".formatted(LOWEST, FIRST_OF_CLIENTS - 1));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
