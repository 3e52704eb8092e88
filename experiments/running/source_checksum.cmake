# Writes OUT, a header with the SHA-256 of all sources below ROOT that results depend on. Their names count, too.
file(GLOB_RECURSE sources RELATIVE ${ROOT}
  ${ROOT}/core/*.[ch]pp ${ROOT}/core/*.def ${ROOT}/layers/*.[ch]pp ${ROOT}/reference/*.[ch]pp ${ROOT}/experiments/*.[ch]pp)
list(SORT sources)
foreach(source IN LISTS sources)
  file(SHA256 ${ROOT}/${source} checksum)
  string(APPEND all "${source} ${checksum}\n")
endforeach()
string(SHA256 checksum "${all}")
file(WRITE ${OUT} "#define BACKCHECK_SOURCE_CHECKSUM \"${checksum}\"\n")
