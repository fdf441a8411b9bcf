package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which hosts may be asked for projects. The check is made where a name becomes an address, and that very address is
 * connected to, so that a name cannot lead elsewhere between the check and the connection. Link-local addresses and
 * those where a cloud tells its machines their secrets are refused unless a range on the list names them.
 */
public final class AllowedHosts {

    /** Where clouds tell their machines their secrets, as far as such addresses are not link-local. */
    private static final Set<InetAddress> METADATA = Stream.of(
                    "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:42::42", "fd00:ec2::254", "fd20:ce::254")
            .map(InetAddress::ofLiteral)
            .collect(Collectors.toUnmodifiableSet());

    /** IPv6 addresses that end in an IPv4 address and lead there: through a translator, and in an old form. */
    private static final List<Range> DISGUISES = List.of(Range.of("64:ff9b::/96"), Range.of("::/96"));

    /** The names of these lead to such addresses inside a cloud's machine. */
    private static final Set<String> METADATA_NAMES = Set.of("metadata", "metadata.google.internal", "instance-data");

    private final List<String> names;
    private final List<Range> ranges;
    private final Lookup lookup;

    /** How a name becomes addresses. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private AllowedHosts(List<String> names, List<Range> ranges, Lookup lookup) {
        this.names = names;
        this.ranges = ranges;
        this.lookup = lookup;
    }

    /** Every host that is no link-local or metadata address. */
    public static AllowedHosts any() {
        return of("");
    }

    /**
     * The hosts of a list.
     *
     * @param list names such as {@code dss.example.org} or {@code *.example.org}, addresses, and ranges such as
     *     {@code 10.0.0.0/8}, with commas or spaces between; empty for {@link #any}
     * @throws ProblemException SETTINGS for an entry that is none of these
     */
    public static AllowedHosts of(String list) {
        var entries = Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList();
        return new AllowedHosts(
                entries.stream().filter(entry -> !Range.isRange(entry)).toList(),
                entries.stream().filter(Range::isRange).map(Range::of).toList(),
                InetAddress::getAllByName);
    }

    /** The same list where names are looked up otherwise. */
    AllowedHosts with(Lookup other) {
        return new AllowedHosts(names, ranges, other);
    }

    /** What is on the list; empty when every host is allowed. */
    public List<String> entries() {
        return Stream.concat(names.stream(), ranges.stream().map(Range::text)).toList();
    }

    /**
     * The addresses of a host, each of them allowed.
     *
     * @throws ProblemException INVALID when the host is not on the list or leads to an address that is refused
     * @throws UnknownHostException when nobody knows the host
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        var bare = host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (METADATA_NAMES.contains(bare) && !names.contains(bare)) {
            throw refused("\u201c" + host + "\u201d is where a cloud tells its machines their secrets.");
        }
        if (!isNamed(bare) && !names.isEmpty() && ranges.isEmpty()) {
            throw notListed(host);
        }
        var addresses = lookup.resolve(bare);
        for (var address : addresses) {
            requireAddress(bare, address);
        }
        return addresses;
    }

    /** Refuses an address that a host led to. @throws ProblemException INVALID as {@link #resolve} */
    void requireAddress(String host, InetAddress address) {
        var inRange = ranges.stream().anyMatch(range -> range.contains(address));
        if (isDangerous(address) && !inRange) {
            throw refused("The host " + host + " leads to " + address.getHostAddress()
                    + ", an address that no DSS instance has.");
        }
        if (!inRange && !isNamed(host.toLowerCase(Locale.ROOT)) && !entries().isEmpty()) {
            throw notListed(host);
        }
    }

    /** Refuses a host that is known to be forbidden; one that cannot be found may come up later. */
    void require(String host) {
        try {
            resolve(host);
        } catch (UnknownHostException unknown) {
            // The connection itself will say so, in its own sentence.
        }
    }

    private boolean isNamed(String host) {
        return names.stream()
                .anyMatch(name -> name.equals("*")
                        || name.equals(host)
                        || (name.startsWith("*.") && host.endsWith(name.substring(1))));
    }

    private static boolean isDangerous(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address)
                || (DISGUISES.stream().anyMatch(range -> range.contains(address)) && isDangerous(embedded(address)));
    }

    private static InetAddress embedded(InetAddress address) {
        var bytes = address.getAddress();
        return InetAddress.ofLiteral(IntStream.range(bytes.length - 4, bytes.length)
                .mapToObj(at -> Integer.toString(bytes[at] & 0xff))
                .collect(Collectors.joining(".")));
    }

    private ProblemException notListed(String host) {
        return ProblemException.of(
                Kind.INVALID,
                "source.host-not-allowed",
                "The host " + host + " is not among those that may be asked: " + String.join(", ", entries()) + ".",
                "Whoever runs this server adds hosts to BLOCKYARD_SOURCE_HOSTS.");
    }

    private static ProblemException refused(String message) {
        return ProblemException.of(
                Kind.INVALID,
                "source.address",
                message,
                "It has to look like https://dss.example.org or http://localhost:11200.");
    }

    /** Addresses of {@code length} bits with the same first {@code bits}. */
    private record Range(String text, BigInteger prefix, int bits, int length) {

        static boolean isRange(String entry) {
            return entry.contains("/") || entry.contains(":") || entry.matches("[0-9.]+");
        }

        static Range of(String entry) {
            try {
                var slash = entry.indexOf('/');
                var address = InetAddress.ofLiteral(slash < 0 ? entry : entry.substring(0, slash))
                        .getAddress();
                var length = address.length * 8;
                var bits = slash < 0 ? length : Integer.parseInt(entry.substring(slash + 1));
                if (bits >= 0 && bits <= length) {
                    return new Range(entry, first(address, bits), bits, length);
                }
            } catch (IllegalArgumentException malformed) {
                // said below
            }
            throw ProblemException.of(
                    Kind.SETTINGS,
                    "source.hosts",
                    "\u201c" + entry + "\u201d in BLOCKYARD_SOURCE_HOSTS is no host, address or range.",
                    "Write dss.example.org, *.example.org, 10.1.2.3 or 10.0.0.0/8, with commas between.");
        }

        boolean contains(InetAddress address) {
            var other = address.getAddress();
            return other.length * 8 == length && first(other, bits).equals(prefix);
        }

        private static BigInteger first(byte[] address, int bits) {
            return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
        }
    }
}
