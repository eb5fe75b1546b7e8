export { defineConfig } from './define-config.js'
export type {
  Capacity,
  Config,
  OnDemandBilling,
  ProvisionedBilling,
  ReplicaDeployment,
  TableDeployment,
} from './config.types.js'
