package org.fengqiao.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.utility.DockerImageName;

/**
 * One container, run as {@code compose.yaml} runs it: no writing but to its volume and {@code /tmp}, no capabilities, a
 * limit to its memory.
 */
final class Part extends GenericContainer<Part> {

    /** What is tested was built here; another machine's image of the same name would prove nothing. */
    private static final ImagePullPolicy NEVER = _ -> false;

    private final String alias;
    private final List<Bind> secrets = new ArrayList<>();
    private final List<Network> networks;

    /** Its address in each network that it has left. */
    private final Map<String, String> addresses = new HashMap<>();

    /**
     * Prepares the container.
     *
     * @param networks the first one is where its ports are published
     * @param mebibytes the limit to its memory
     */
    Part(String image, String alias, List<Network> networks, int mebibytes) {
        super(DockerImageName.parse(image + ":latest"));
        this.alias = alias;
        this.networks = networks;
        withImagePullPolicy(NEVER);
        withNetwork(networks.getFirst());
        withNetworkAliases(alias);
        withTmpFs(Map.of("/tmp", "rw,exec,mode=1777"));
        withCreateContainerCmdModifier(command -> command.getHostConfig()
                .withBinds(secrets)
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory((long) mebibytes << 20)
                .withMemorySwap((long) mebibytes << 20));
    }

    /** Returns this, with a variable of its environment. */
    Part with(String name, String value) {
        return withEnv(name, value);
    }

    /** Returns this, with a file of the folder in {@code /run/secrets}. */
    Part secret(Path folder, String name) {
        return secret(folder, name, name);
    }

    /** Returns this, with a file of the folder in {@code /run/secrets} under another name. */
    Part secret(Path folder, String name, String as) {
        // Not by withFileSystemBind, which first pulls an image to see whether files can be mounted.
        secrets.add(new Bind(folder.resolve(name).toString(), new Volume("/run/secrets/" + as), AccessMode.ro));
        return this;
    }

    /** Returns this, with a port that can be reached from outside. */
    Part publishing(int port) {
        addExposedPort(port);
        return this;
    }

    @Override
    protected void containerIsCreated(String containerId) {
        networks.stream().skip(1).forEach(network -> join(network, containerId, null));
    }

    /** Connects it with a network again, under its name and with the address it had there. */
    void join(Network network) {
        join(network, getContainerId(), new ContainerNetwork.Ipam().withIpv4Address(addresses.get(network.getId())));
    }

    private void join(Network network, String containerId, ContainerNetwork.Ipam address) {
        getDockerClient()
                .connectToNetworkCmd()
                .withContainerId(containerId)
                .withNetworkId(network.getId())
                .withContainerNetwork(new ContainerNetwork().withAliases(alias).withIpamConfig(address))
                .exec();
    }

    /** Disconnects it from a network, as if the cable were pulled. */
    void leave(Network network) {
        now().getNetworkSettings().getNetworks().values().stream()
                .filter(there -> network.getId().equals(there.getNetworkID()))
                .forEach(there -> addresses.put(network.getId(), there.getIpAddress()));
        getDockerClient()
                .disconnectFromNetworkCmd()
                .withContainerId(getContainerId())
                .withNetworkId(network.getId())
                .withForce(true)
                .exec();
    }

    /** Freezes all its processes. */
    void pause() {
        getDockerClient().pauseContainerCmd(getContainerId()).exec();
    }

    /** Lets them go on. */
    void resume() {
        getDockerClient().unpauseContainerCmd(getContainerId()).exec();
    }

    /** Ends it as a power cut does. */
    void kill() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    /** Starts it again after it was killed; what its volume holds is there. */
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
    }

    /** Returns its state at this moment. */
    InspectContainerResponse now() {
        return getDockerClient().inspectContainerCmd(getContainerId()).exec();
    }

    /** Returns the port of this machine behind which one of its ports is at this moment. */
    int publishedPort(int port) {
        return now().getNetworkSettings().getPorts().getBindings().entrySet().stream()
                .filter(entry -> entry.getKey().getPort() == port && entry.getValue() != null)
                .flatMap(entry -> List.of(entry.getValue()).stream())
                .map(Ports.Binding::getHostPortSpec)
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s publishes no port %d now".formatted(alias, port)));
    }

    /** Runs a command in it and returns what that prints, or its exit code if that is not 0. */
    String execute(String... command) {
        try {
            var done = execInContainer(command);
            return done.getExitCode() == 0 ? done.getStdout().strip() : "exit code " + done.getExitCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
